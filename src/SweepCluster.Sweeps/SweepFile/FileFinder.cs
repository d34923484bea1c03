namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Finds the files that a sweep file names.</summary>
/// <param name="Place">Where the file of a path lies.</param>
/// <param name="Exists">Whether there is a file.</param>
public sealed record FileFinder(Func<string, string> Place, Func<string, bool> Exists)
{
    /// <summary>Where the file lies that a key names; reports where there is none.</summary>
    /// <param name="block">The block.</param>
    /// <param name="key">The key.</param>
    /// <param name="example">A right line.</param>
    public string Require(Block block, string key, string example)
    {
        var path = block.Require(key, ValueParsers.Text("a file's path, in quotes"), "", example);
        if (!path.IsSound)
            return "";
        var full = Place(path.Value);
        if (!Exists(full))
            block.Refuse(key, path.Origin, Directory.Exists(full)
                ? $"a folder: {full}: name the file in it"
                : $"no such file: {full}; relative paths start at the sweep file's folder");
        return full;
    }
}
