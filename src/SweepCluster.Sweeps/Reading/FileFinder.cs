namespace SweepCluster.Sweeps.Reading;

/// <summary>Finds the files that a sweep file names.</summary>
/// <param name="Place">Gives the full path of a file.</param>
/// <param name="Exists">Whether there is a file.</param>
public sealed record FileFinder(Func<string, string> Place, Func<string, bool> Exists)
{
    /// <summary>The full path of the file that a key names; reports if there is none.</summary>
    /// <param name="block">The block.</param>
    /// <param name="key">The key.</param>
    /// <param name="example">A correct line.</param>
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
