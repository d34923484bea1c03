using Microsoft.Extensions.Logging;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Writes one line per failure, without stack traces.</summary>
internal sealed class PlainLog(TextWriter output) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Lines(output);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Lines(TextWriter output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var cause = exception is null ? "" : $": {exception.GetType().Name}: {exception.Message}";
            var line = $"dashboard: {formatter(state, exception)}{cause}";
            output.WriteLine(Shown.Line(line));
        }
    }
}
