using System.Text;
using ADRaffy.ENSNormalize;

namespace SweepCluster.Training.Data;

/// <summary>Tells which names are the same column's.</summary>
public static class ColumnName
{
    /// <summary>
    /// The same for every way to write a name in Unicode: é may be one character or two, an e and its accent (NFC).
    /// </summary>
    /// <remarks><c>string.Normalize</c> changes nothing here, for globalization is invariant.</remarks>
    public static string Canonical(string name) => Ascii.IsValid(name) ? name : ENSNormalize.NF.NFC(name);
}
