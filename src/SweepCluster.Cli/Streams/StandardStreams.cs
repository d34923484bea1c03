using System.Text;
using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Streams;

/// <summary>Standard output and standard error, which may be full, closed or no longer read.</summary>
internal static class StandardStreams
{
    private static readonly StandardStream Out =
        new(() => Descriptor.IsInherited(1) ? Console.OpenStandardOutput() : null);

    private static readonly StandardStream Error =
        new(() => Descriptor.IsInherited(2) ? Console.OpenStandardError() : null);

    /// <summary>Standard output for bytes that are not text, such as Parquet's.</summary>
    public static Stream Output => Out;

    /// <summary>Redirects the console to these streams.</summary>
    public static void Open()
    {
        Console.SetOut(Writer(Out));
        Console.SetError(Writer(Error));
    }

    /// <summary>Reports an output that could not be written.</summary>
    /// <param name="code">The exit code of what was done.</param>
    /// <returns>The command's exit code. A reader that stops early, as head does, is no failure.</returns>
    public static int Close(int code)
    {
        if (Out.Failure is not { } failure)
            return code;
        Console.Error.WriteLine(
            $"sweep: the output cannot be written ({failure.TrimEnd('.')}). "
            + "Files in a sweep's folder are whole; send the output elsewhere "
            + "and run the same command again to see it.");
        return code == ExitCode.Success ? ExitCode.WrongInput : code;
    }

    private static TextWriter Writer(StandardStream stream)
    {
        var encoding = Console.OutputEncoding;
        var charset = encoding is UTF8Encoding ? new UTF8Encoding(false) : encoding;
        var writer = new StreamWriter(stream, charset) { AutoFlush = true };
        return Charset.ShowsLines(Environment.GetEnvironmentVariable) ? writer : new PlainWriter(writer);
    }
}
