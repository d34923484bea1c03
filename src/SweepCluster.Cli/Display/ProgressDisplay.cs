using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cli.Display;

/// <summary>Shows how a sweep stands, on the error stream.</summary>
internal abstract class ProgressDisplay : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long? _doneBefore;

    /// <summary>A display that fits the terminal, or none.</summary>
    public static ProgressDisplay For(bool quiet, string name, SweepSpec spec)
    {
        if (quiet)
            return new NoProgress();
        var console = Terminal.Error();
        return console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi
            ? new LiveProgress(console, new LiveView(name, spec))
            : new ProgressLines(name);
    }

    /// <summary>Shows a change.</summary>
    public void Show(SweepView view)
    {
        _doneBefore ??= view.Account.Done;
        Show(view, Pace.Of(view.Account, _doneBefore.Value, _watch.Elapsed));
    }

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Shows a change and how fast it goes.</summary>
    protected abstract void Show(SweepView view, Pace pace);

    private sealed class NoProgress : ProgressDisplay
    {
        protected override void Show(SweepView view, Pace pace)
        {
        }
    }

    private sealed class ProgressLines(string name) : ProgressDisplay
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
        private TimeSpan _next = TimeSpan.Zero;

        protected override void Show(SweepView view, Pace pace)
        {
            if (_watch.Elapsed < _next && !view.IsOver)
                return;
            _next = _watch.Elapsed + Every;
            var best = view.Highlights.Best.IsEmpty
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", best {view.Highlights.Best[0].Objective:G4}");
            Console.Error.WriteLine($"{name}: {pace.Words(view)}{best}");
        }
    }

    private sealed class LiveProgress : ProgressDisplay
    {
        private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

        private readonly IAnsiConsole _console;
        private readonly LiveView _view;
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<LiveDisplayContext> _context = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _drawing;
        private TimeSpan _next = TimeSpan.Zero;

        public LiveProgress(IAnsiConsole console, LiveView view)
        {
            (_console, _view) = (console, view);
            _drawing = console.Live(new Text("")).AutoClear(true).StartAsync(async context =>
            {
                _context.SetResult(context);
                await _end.Task.ConfigureAwait(false);
            });
        }

        public override void Dispose()
        {
            _end.TrySetResult();
            _drawing.GetAwaiter().GetResult();
            base.Dispose();
        }

        protected override void Show(SweepView view, Pace pace)
        {
            if (_watch.Elapsed < _next && !view.IsOver)
                return;
            _next = _watch.Elapsed + Every;
            _context.Task.GetAwaiter().GetResult().UpdateTarget(_view.Of(view, pace, _console.Profile.Width));
        }
    }
}
