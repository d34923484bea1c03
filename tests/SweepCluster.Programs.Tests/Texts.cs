using System.Text;
using FsCheck.Fluent;

namespace SweepCluster.Programs.Tests;

/// <summary>Texts that a program may be given, hard ones more often than by chance.</summary>
internal static class Texts
{
    public static FsCheck.Gen<string> Any { get; } = Gen.OneOf(
            Gen.Elements("a", "B", "7", "größe", "温度", "🌡", "-", "--", "=", ".", "/", "\u0001", "\u202e"),
            Gen.Elements(" ", "\t", "\n", "\r", "'", "\"", "\\", "$", "$(x)", "`", "!", "*", "?", "~", "#", "&", ";"),
            Gen.Elements("|", "<", ">", "(", ")", "[", "]", "%", "%s", "^", "@", ",", ":", "+"))
        .ListOf().Select(parts => string.Concat(parts));

    public static byte[] Bytes(this string text) => Encoding.UTF8.GetBytes(text);
}
