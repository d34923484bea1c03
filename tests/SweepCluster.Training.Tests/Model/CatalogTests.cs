using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Model;

/// <summary>Each kind has its own line, and a word that no other has.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void Every_optimizer_has_its_line() => Assert.All(
        Enum.GetValues<OptimizerKind>(), kind => Assert.Equal(kind, OptimizerCatalog.Of(kind).Kind));

    [Fact]
    public void Every_loss_has_its_line() =>
        Assert.All(Enum.GetValues<LossKind>(), kind => Assert.Equal(kind, LossCatalog.Of(kind).Kind));

    [Fact]
    public void No_word_means_two_things()
    {
        Assert.Distinct(OptimizerCatalog.All.Select(optimizer => optimizer.Word));
        Assert.Distinct(LossCatalog.All.Select(loss => loss.Word));
    }
}
