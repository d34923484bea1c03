using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Spec;

/// <summary>Writes the block <c>program</c>, with every default filled in.</summary>
internal static class ProgramWriter
{
    /// <summary>Writes it.</summary>
    public static void Write(ProgramSpec spec, HoconWriter lines, Func<string, string> nameFile)
    {
        lines.Open("program");
        lines.Set("run", Texts(spec.Run));
        // Not among the defaults: fingerprints of sweeps from before there was such a key have to stay.
        if (spec.Serve)
            lines.Set("serve", SwitchWords.On);
        lines.Set("flag", Texts(spec.Flags));
        if (!spec.Files.IsEmpty)
        {
            lines.Set("folder", HoconWriter.Text(nameFile(spec.Folder)));
            lines.Set("files", Texts(spec.Files));
        }

        // Left out where it is empty, as are all keys that older sweeps do not have: fingerprints rest on this text.
        if (!spec.Keep.IsEmpty)
            lines.Set("keep", Texts(spec.Keep));
        lines.Open("environment");
        foreach (var (name, value) in spec.Environment)
            lines.Set(HoconWriter.Word(name), HoconWriter.Text(value));
        lines.Close();
        lines.Set("inherit", Texts(spec.Inherit));
        lines.Set("secret", Texts(spec.Secret));
        lines.Set("timeout", Durations.Text(spec.Timeout));
        lines.Set("silence", Durations.Text(spec.Silence));
        lines.Set("grace", Durations.Text(spec.Grace));
        lines.Set("attempts", spec.MostAttempts);
        // Left out where it is off: a sweep's fingerprint rests on this text, and older sweeps have no such key.
        if (spec.KeepsCheckpoints)
            lines.Set("checkpoints", SwitchWords.On);
        if (spec.Budget is { } budget)
            lines.Set("budget", budget);
        lines.Set("result", ProgramWords.Results.Of(spec.Result));
        if (spec.Pattern is { } pattern)
            lines.Set("pattern", HoconWriter.Text(pattern));
        lines.Open("resources");
        // Only if they differ from what sweep files took before there were such keys: those keep their fingerprints.
        if (spec.Resources.Slots != TrialResources.Usual.Slots)
            lines.Set("slots", spec.Resources.Slots);
        if (spec.Resources.Gpus != TrialResources.Usual.Gpus)
            lines.Set("gpus", spec.Resources.Gpus);
        lines.Set("memory", ByteSizes.Text(spec.Memory));
        lines.Close();
        lines.Close();
    }

    private static string Texts(ImmutableArray<string> texts) => HoconWriter.List(texts.Select(HoconWriter.Text));
}
