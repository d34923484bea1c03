using SweepCluster.Programs.Commands;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>Reads parts of what a program has printed into its trial's folder.</summary>
public static class LogFiles
{
    /// <summary>What a trial's folder has, or a part; a file that is not there counts as empty.</summary>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="attempt">The attempt that prints there; 0 if that is not known.</param>
    /// <param name="from">From where it is wanted.</param>
    /// <param name="isRunning">Whether the program still runs.</param>
    public static TrialLog Read(string folder, int attempt, LogCursor from, bool isRunning)
    {
        var (_, output, errors) = from.In(attempt);
        return new(
            attempt,
            isRunning,
            Read(Path.Combine(folder, TrialFileNames.Output), output),
            Read(Path.Combine(folder, TrialFileNames.Errors), errors));
    }

    /// <summary>Adds a line of ours to what a program has printed.</summary>
    /// <param name="folder">The folder of what it has printed.</param>
    /// <param name="note">The line.</param>
    internal static void Note(string folder, string note)
    {
        try
        {
            File.AppendAllText(Path.Combine(folder, TrialFileNames.Errors), $"sweep: {note}\n");
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // A result must not be lost for it.
        }
    }

    private static LogText Read(string path, long from)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = file.Length;
            var start = file.Seek(LogText.StartOf(from, length), SeekOrigin.Begin);
            var bytes = new byte[Math.Min(length - start, LogCursor.MostBytes)];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new(start, [.. bytes.AsSpan(0, read)], length);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Not there yet, or removed meanwhile: nobody's result depends on it.
            return LogText.Empty;
        }
    }
}
