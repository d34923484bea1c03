using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class FriedmanContractTests : DataSourceContract
{
    protected override DataSource Source => new FriedmanSource(100);
}
