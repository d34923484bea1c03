using System.Collections.Immutable;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Programs.Outcomes;

/// <summary>What outlives an attempt at a trial: the files of its checkpoint folder, and what was said.</summary>
/// <param name="Number">How many were taken of the trial up to this one, over all attempts.</param>
/// <param name="Files">The files.</param>
/// <param name="Said">What the program had said when they were copied; null for nothing.</param>
/// <param name="Budget">The steps that it was to make and has made; 0 if it was under way.</param>
/// <param name="Package">The name that the files are kept under if they are too large for a message; else null.</param>
internal sealed record ProgramCheckpoint(
    int Number, ImmutableArray<KeptFile> Files, ProgramOutcome? Said, int Budget = 0, string? Package = null)
    : TrialCheckpoint
{
    /// <inheritdoc/>
    public override string? KeptFiles => Package;

    /// <inheritdoc/>
    public override string Kind => ProgramSpec.Word;

    /// <inheritdoc/>
    public override int Steps => Number;

    /// <inheritdoc/>
    public override int Reached => Budget;

    /// <inheritdoc/>
    public override long Bytes => Files.Sum(file => (long)file.Content.Length) + (Said?.RoughBytes ?? 0);
}

/// <summary>A file of a checkpoint folder.</summary>
/// <param name="Name">Its name relative to the folder, with forward slashes.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record KeptFile(string Name, ReadOnlyMemory<byte> Content);
