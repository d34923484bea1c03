using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Spec;

/// <summary>What a trial of a sweep is, as the blocks of its kind of objective say.</summary>
public abstract record ObjectiveSpec
{
    /// <summary>The data; null if the kind takes none.</summary>
    public virtual DataSpec? Data => null;

    /// <summary>The data in a few words; empty if the kind takes none.</summary>
    /// <param name="nameFile">Gives the name to show for a file's path.</param>
    public virtual string DataInBrief(Func<string, string> nameFile) => "";

    /// <summary>The same on other data.</summary>
    /// <exception cref="NotSupportedException">The kind takes none.</exception>
    public virtual ObjectiveSpec WithData(DataSpec data) =>
        throw new NotSupportedException("Such a sweep takes no data.");

    /// <summary>Parameters that may differ between trials that are evaluated together.</summary>
    public virtual ImmutableHashSet<string> LaneParameters => [];

    /// <summary>How many configurations a proposal of a search does not wait for, if its file does not say.</summary>
    public virtual int Parallel => RunsPrograms ? 8 : 16;

    /// <summary>The steps of a trial that is trained to its end; null if that is not known, or not the same for all.
    /// </summary>
    public virtual int? FullSteps => null;

    /// <summary>What to do if a scheduler is to share out steps, and <see cref="FullSteps"/> is null.</summary>
    public virtual string HowToSayFullSteps => "such trials have none; leave it out";

    /// <summary>How many trials evaluated together take as long as one.</summary>
    public virtual int PackVector => 1;

    /// <summary>Whether its trials run programs of the user's, which leave files in a folder per trial.</summary>
    public virtual bool RunsPrograms => false;

    /// <summary>What a pack of them takes of its worker.</summary>
    public virtual TrialResources Resources => TrialResources.Usual;

    /// <summary>The folder of the files that its trials need beside its data; null if they need none.</summary>
    public virtual string? FilesFolder => null;

    /// <summary>The same with those files in another folder.</summary>
    /// <exception cref="NotSupportedException">The kind takes none.</exception>
    public virtual ObjectiveSpec WithFilesIn(string folder) =>
        throw new NotSupportedException("Such a sweep takes no files.");

    /// <summary>How often its trials are attempted.</summary>
    public virtual AttemptRules Attempts => AttemptRules.Computed;

    /// <summary>Writes the kind's blocks, with every default filled in.</summary>
    /// <param name="lines">Takes them.</param>
    /// <param name="nameFile">Gives the name to write for a file's full path.</param>
    public abstract void Write(HoconWriter lines, Func<string, string> nameFile);
}
