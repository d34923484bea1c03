using System.Security;
using System.Text;
using SweepCluster.Problems;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Reads a sweep file's text from disk.</summary>
internal static class SweepText
{
    private const long MostBytes = 16 * 1024 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidInputException">There is no such file, or it is no text.</exception>
    public static string Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw Problem(path, "a folder: name the sweep file in it");
            if (!File.Exists(path))
                throw Problem(path, "no such file: check the path of the sweep file");
            if (new FileInfo(path).Length > MostBytes)
                throw Problem(path, "larger than 16 MiB: is it the data instead of the sweep file?");
            return Utf8.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            throw Problem(path, "not UTF-8 text: save it as UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException
            or ArgumentException or NotSupportedException)
        {
            throw Problem(path, $"cannot be read ({e.Message}): check its permissions");
        }
    }

    private static InvalidInputException Problem(string path, string what) => new([new Problem(path, "", what)]);
}
