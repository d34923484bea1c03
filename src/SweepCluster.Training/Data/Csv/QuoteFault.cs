namespace SweepCluster.Training.Data.Csv;

/// <summary>A quote that opens a cell and does not close it as it must.</summary>
/// <param name="Line">The line where it opens.</param>
/// <param name="Closed">The line of its closing quote, which text follows; null if there is none.</param>
internal sealed record QuoteFault(int Line, int? Closed)
{
    private const string Remedy = "write a quote inside a cell twice, and the cell in quotes";

    /// <summary>What is wrong, and what would be right.</summary>
    public string What => this switch
    {
        { Closed: null } => $"the quote that opens a cell here is never closed: close it, or leave it out; {Remedy}",
        { Closed: var closed } when closed == Line => $"text follows a cell's closing quote: {Remedy}",
        _ => $"the quote that opens a cell here is closed in line {Closed}, and text follows it there: {Remedy}",
    };
}
