using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Objectives.Linear.Planning;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

/// <summary>However a trial ends, the numbers that explain it are as the sentence says, in right grammar.</summary>
public sealed partial class ExplanationPropertyTests
{
    private const double LittleWork = 1e7;

    [Fact]
    public void Numbers_that_a_sentence_compares_are_as_it_says() => Properties.Hold(Trials(), text =>
    {
        var said = Explained(text);
        Compare(said, Left(), (error, tolerance) => error > tolerance);
        Compare(said, Straight(), (reach, distance) => reach < distance);
        Compare(said, Winding(), (reach, distance) => reach >= distance);
        Compare(said, Unstable(), (rate, limit) => rate >= limit);
        Assert.DoesNotMatch(WrongGrammar(), said);
    }, count: 150);

    [Fact]
    public void Numbers_that_differ_are_never_shown_alike() => Properties.Hold(
        from number in Gen.Choose(1, 1_000_000)
        from exponent in Gen.Choose(-12, 12)
        from nearness in Gen.Elements(1, 1e-3, 1e-6, 1e-9, 1e-15)
        select (First: number * Math.Pow(10, exponent), Second: number * Math.Pow(10, exponent) * (1 + nearness)),
        pair =>
        {
            var (first, second) = NumberPair.Of(pair.First, pair.Second);
            Assert.Equal(pair.First == pair.Second, first == second);
            Assert.True(Parse(first) <= Parse(second));
        });

    private static Gen<string> Trials() =>
        from rows in Gen.Elements(1, 2, 7, 40)
        from features in Gen.Choose(4, 5)
        from noise in Gen.Elements("0", "0.5")
        from optimizer in Gen.Elements("adam", "sgd", "momentum", "adagrad", "adadelta", "rmsprop", "nadam")
        from loss in Gen.Elements("rmse", "mse", "mae")
        from rate in Gen.Elements("1e-6", "0.001", "0.03", "0.5", "5")
        from decay in Gen.Elements("0", "0.1", "1")
        from epochs in Gen.Elements(1, 3, 30)
        from batch in Gen.Elements(1, 8, 64)
        from standardize in Gen.Elements("on", "off")
        select $$"""
            sweep {
              name = any
              dataset {
                synthetic { rows = {{rows}}, features = {{features}}, noise = {{noise}} }
                standardize = {{standardize}}
              }
              training {
                optimizer = {{optimizer}}, loss = {{loss}}, learning-rate = {{rate}}
                decay = {{(optimizer == "nadam" ? "0" : decay)}}
                epochs = {{epochs}}, batch-size = {{batch}}
              }
            }
            """;

    private static string Explained(string text)
    {
        var spec = SweepFileReader.Parse(text, "any.hocon", []);
        var sweep = new LoadedSweep(spec, spec.Linear().Table.Source.Load(spec.Seed));
        var trial = new GridOrder(spec)[0];
        var outcome = sweep.Trainer().TrainPlace(0, CancellationToken.None);
        var mends = outcome.Verdict == Verdict.Converged
            ? Remedies.None
            : new RemedySearch(sweep, trial, outcome.Verdict, LittleWork, CancellationToken.None).Run();
        return string.Join('\n', new Explanation(sweep, trial, outcome).Why(outcome.Verdict, mends));
    }

    private static void Compare(string said, Regex numbers, Func<double, double, bool> holds)
    {
        if (numbers.Match(said) is { Success: true } match)
            Assert.True(holds(Parse(match.Groups[1].Value), Parse(match.Groups[2].Value)), said);
    }

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"its RMSE is (\S+) above the optimum's, and the tolerance is (\S+)\.\n")]
    private static partial Regex Left();

    [GeneratedRegex(@"(?:up to|update is) (\S+), but a weight is (\S+) away")]
    private static partial Regex Straight();

    [GeneratedRegex(@"(?:up to|update is) (\S+); on its winding way to a weight (\S+) away")]
    private static partial Regex Winding();

    [GeneratedRegex(@"learning rate of (\S+)\. With this loss it is stable below (\S+)\.(\n|$)")]
    private static partial Regex Unstable();

    [GeneratedRegex(@"\b1 updates|\b1 trials|\b1 epochs|\(\)|all its only|NaN|∞|Infinity"
        + "|Any one of these [a-z ]*mend it: [^;]*$")]
    private static partial Regex WrongGrammar();
}
