using System.Diagnostics;
using Spectre.Console;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cli.Display;

/// <summary>Shows how a sweep stands, on the error stream.</summary>
internal abstract class ProgressDisplay : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long? _doneBefore;

    /// <summary>A display that fits the terminal, or none.</summary>
    public static ProgressDisplay For(bool quiet, string name)
    {
        if (quiet)
            return new NoProgress();
        var console = Terminal.Error();
        return console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi
            ? new ProgressBar(console, name)
            : new ProgressLines(name);
    }

    /// <summary>Shows a change.</summary>
    public void Show(Account account, bool isOver)
    {
        _doneBefore ??= account.Done;
        var rate = (account.Done - _doneBefore.Value) / Math.Max(_watch.Elapsed.TotalSeconds, 1e-3);
        var left = account.Planned - account.Done;
        Show(account, isOver, rate, rate > 0 ? TimeSpan.FromSeconds(Math.Min(left / rate, 1e8)) : null);
    }

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Shows a change with its rate and the time left.</summary>
    protected abstract void Show(Account account, bool isOver, double rate, TimeSpan? left);

    private static string Words(Account account, bool isOver, double rate, TimeSpan? left)
    {
        var words = $"{account.Done} / {account.Planned} trials, {rate:0.#} trials/s";
        return left is { } time && !isOver ? $"{words}, {Short(time)} left" : words;
    }

    private static string Short(TimeSpan time) => time.TotalDays >= 1
        ? $"{time.TotalDays:0.0} days"
        : time.TotalHours >= 1 ? $"{time:h\\:mm\\:ss}" : $"{time:m\\:ss}";

    private sealed class NoProgress : ProgressDisplay
    {
        protected override void Show(Account account, bool isOver, double rate, TimeSpan? left)
        {
        }
    }

    private sealed class ProgressLines(string name) : ProgressDisplay
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
        private TimeSpan _next = TimeSpan.Zero;

        protected override void Show(Account account, bool isOver, double rate, TimeSpan? left)
        {
            if (_watch.Elapsed < _next && !isOver)
                return;
            _next = _watch.Elapsed + Every;
            Console.Error.WriteLine($"{name}: {Words(account, isOver, rate, left)}");
        }
    }

    private sealed class ProgressBar : ProgressDisplay
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<ProgressTask> _bar = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _drawing;
        private readonly string _name;

        public ProgressBar(IAnsiConsole console, string name)
        {
            _name = name;
            _drawing = console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
                .StartAsync(async context =>
                {
                    _bar.SetResult(context.AddTask(Markup.Escape(name)));
                    await _end.Task.ConfigureAwait(false);
                });
        }

        public override void Dispose()
        {
            _end.TrySetResult();
            _drawing.GetAwaiter().GetResult();
            base.Dispose();
        }

        protected override void Show(Account account, bool isOver, double rate, TimeSpan? left)
        {
            var bar = _bar.Task.GetAwaiter().GetResult();
            bar.MaxValue = Math.Max(account.Planned, 1);
            bar.Value = account.Done;
            bar.Description = Markup.Escape($"{_name}: {Words(account, isOver, rate, left)}");
        }
    }
}
