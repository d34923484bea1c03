namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>Says what mends a trial, and how that is known.</summary>
internal static class RemedyWords
{
    /// <summary>One sentence for what is measured and one for what is forecast, or that nothing is known.</summary>
    public static string Of(Remedies mends)
    {
        var none = mends.NoEpochsHelp ? "No number of epochs helps. " : "";
        if (mends.Tried is not null || mends.All.Count == 0)
            none += "No change of one setting is known to mend it"
                + (mends.Tried is { } tried ? $": {tried} were tried." : ".");
        var known = mends.All
            .GroupBy(mend => mend.Basis)
            .OrderBy(group => group.Key)
            .Select(group => Sentence(group.Key, [.. group]));
        return string.Join(' ', known.Prepend(none.TrimEnd()).Where(sentence => sentence.Length > 0));
    }

    private static string Sentence(RemedyBasis basis, IReadOnlyList<Remedy> mends)
    {
        var knowing = basis switch
        {
            RemedyBasis.Measured => "is measured to",
            RemedyBasis.Expected => "is expected to",
            _ => "may",
        };
        return $"{(mends.Count == 1 ? "This" : "Any one of these")} {knowing} mend it: "
            + $"{string.Join("; ", mends.Select(mend => mend.Words))}.";
    }
}
