using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cli.Display;

/// <summary>Shows how a sweep stands, on the error stream.</summary>
internal abstract class ProgressDisplay : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ThroughputMeter _meter = new();

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
        Show(view, _meter.Of(view, _watch.Elapsed));
    }

    /// <summary>Says something once, above what changes.</summary>
    public abstract void Say(string line);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Shows a change and how fast it goes.</summary>
    protected abstract void Show(SweepView view, Throughput pace);

    private sealed class NoProgress : ProgressDisplay
    {
        public override void Say(string line)
        {
        }

        protected override void Show(SweepView view, Throughput pace)
        {
        }
    }

    private sealed class ProgressLines(string name) : ProgressDisplay
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

        // A sweep that stands still may have nothing new for hours.
        private static readonly TimeSpan SameEvery = TimeSpan.FromMinutes(1);

        private TimeSpan _saidAt;
        private string _said = "";
        private string _state = "";

        public override void Say(string line) => Console.Error.WriteLine($"{name}: {line}");

        protected override void Show(SweepView view, Throughput pace)
        {
            var state = $"{view.Phase} {view.Waiting} {view.Problem} {view.Obstacle}";
            var words = pace.Words(view);
            var due = _watch.Elapsed - _saidAt >= (words == _said ? SameEvery : Every);
            if (!due && state == _state && !view.IsOver)
                return;
            (_saidAt, _said, _state) = (_watch.Elapsed, words, state);
            var best = view.Highlights.Best.IsEmpty
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", best {view.Highlights.Best[0].Objective:G4}");
            Say($"{words}{best}");
        }
    }

    private sealed class LiveProgress : ProgressDisplay
    {
        private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

        private readonly IAnsiConsole _console;
        private readonly LiveView _view;
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<LiveDisplayContext> _context =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _drawing;
        private TimeSpan _next = TimeSpan.Zero;
        private SweepPhase _phase;

        public LiveProgress(IAnsiConsole console, LiveView view)
        {
            (_console, _view) = (console, view);
            _drawing = console.Live(new Text("")).AutoClear(true).StartAsync(async context =>
            {
                _context.SetResult(context);
                await _end.Task.ConfigureAwait(false);
            });
        }

        public override void Say(string line)
        {
            _context.Task.GetAwaiter().GetResult();
            _console.WriteLine(Shown.Line(line));
        }

        public override void Dispose()
        {
            _end.TrySetResult();
            _drawing.GetAwaiter().GetResult();
            base.Dispose();
        }

        protected override void Show(SweepView view, Throughput pace)
        {
            if (_watch.Elapsed < _next && view.Phase == _phase && !view.IsOver)
                return;
            (_next, _phase) = (_watch.Elapsed + Every, view.Phase);
            _context.Task.GetAwaiter().GetResult().UpdateTarget(_view.Of(view, pace, _console.Profile.Width));
        }
    }
}
