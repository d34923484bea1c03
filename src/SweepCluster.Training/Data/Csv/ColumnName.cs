using ADRaffy.ENSNormalize;

namespace SweepCluster.Training.Data.Csv;

/// <summary>Tells which names mean the same column.</summary>
public static class ColumnName
{
    // Letters before the first combining mark, such as those of Western Europe, are in this form already.
    private const char FirstMark = '\u0300';

    /// <summary>
    /// The same for every way to write a name in Unicode: é may be one character or two, an e and its accent (NFC).
    /// </summary>
    /// <remarks><c>string.Normalize</c> changes nothing here, for globalization is invariant.</remarks>
    public static string Canonical(string name) =>
        name.All(letter => letter < FirstMark) ? name : ENSNormalize.NF.NFC(name);
}
