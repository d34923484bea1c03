namespace SweepCluster.Acceptance.Tests.Installing;

/// <summary>Tests that build the command: one at a time, for they share its build folder.</summary>
[CollectionDefinition(Name)]
public sealed class BuildsOfTheCommand
{
    public const string Name = "Builds of the command";
}
