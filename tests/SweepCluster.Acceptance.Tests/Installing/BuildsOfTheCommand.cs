namespace SweepCluster.Acceptance.Tests.Installing;

/// <summary>Tests that build the command run one at a time, because they share its build folder.</summary>
[CollectionDefinition(Name)]
public sealed class BuildsOfTheCommand
{
    public const string Name = "Builds of the command";
}
