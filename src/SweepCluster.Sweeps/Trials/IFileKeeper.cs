namespace SweepCluster.Sweeps.Trials;

/// <summary>Takes files of trials out of folders that pass with their attempts.</summary>
public interface IFileKeeper
{
    /// <summary>Keeps files; returns when they are safe.</summary>
    /// <param name="folder">The folder that they lie in.</param>
    /// <param name="names">Their names relative to it, with forward slashes.</param>
    /// <param name="term">How long they are kept.</param>
    /// <param name="cancellation">Ends it; nothing is kept then.</param>
    /// <returns>The name that they are kept under.</returns>
    /// <exception cref="IOException">They cannot be read, or cannot be kept.</exception>
    string Keep(string folder, IReadOnlyCollection<string> names, KeepingTerm term, CancellationToken cancellation);

    /// <summary>Brings files that were kept.</summary>
    /// <param name="name">The name that they are kept under.</param>
    /// <param name="folder">Where they go.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">They are gone, or cannot be brought or written.</exception>
    void Bring(string name, string folder, CancellationToken cancellation);

    /// <summary>Removes files that nobody needs any more, if that can be done now.</summary>
    /// <param name="name">The name that they are kept under.</param>
    void Forget(string name);
}

/// <summary>How long files of a trial are kept.</summary>
public enum KeepingTerm
{
    /// <summary>As long as the results of its sweep.</summary>
    Results,

    /// <summary>Until the checkpoint that names them is replaced or no longer needed.</summary>
    Checkpoint,
}
