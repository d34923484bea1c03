using System.Text;

namespace SweepCluster.Cli.Streams;

/// <summary>Standard output and standard error, which may be full, closed or no longer listened to.</summary>
internal static class StandardStreams
{
    private static readonly StandardStream Out = new(() => Descriptor.IsInherited(1) ? Console.OpenStandardOutput() : null);
    private static readonly StandardStream Error = new(() => Descriptor.IsInherited(2) ? Console.OpenStandardError() : null);

    /// <summary>Standard output for bytes that no terminal is meant to show; others than ours pass unchanged.</summary>
    public static Stream Output => Out;

    /// <summary>Has all that is printed go there.</summary>
    public static void Open()
    {
        Console.SetOut(Writer(Out));
        Console.SetError(Writer(Error));
    }

    /// <summary>Says so where the output could not be written.</summary>
    /// <param name="code">The exit code of what was done.</param>
    /// <returns>The command's exit code. Whoever stops listening, as head does, is no failure.</returns>
    public static int Close(int code)
    {
        if (Out.Failure is not { } failure)
            return code;
        Console.Error.WriteLine(
            $"sweep: the output cannot be written ({failure.TrimEnd('.')}). "
            + "Files in a sweep's folder are whole; send the output elsewhere and run the same command again to see it.");
        return code == ExitCode.Success ? ExitCode.WrongInput : code;
    }

    private static TextWriter Writer(StandardStream stream)
    {
        var encoding = Console.OutputEncoding;
        var writer = new StreamWriter(stream, encoding is UTF8Encoding ? new UTF8Encoding(false) : encoding) { AutoFlush = true };
        return Charset.ShowsLines(Environment.GetEnvironmentVariable) ? writer : new PlainWriter(writer);
    }
}
