using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Sweeps.Tests.SweepFile;

public sealed class SweepFileWriterTests
{
    [Fact]
    public void A_sweep_written_and_read_is_the_same_sweep_and_text() => Properties.Hold(Specs.Any, spec =>
    {
        var text = SweepFileWriter.Text(spec, "/folder/runs/a");

        var read = SweepFileReader.Parse(text, "/folder/runs/a/sweep.hocon", []);

        Assert.Equal(spec, read);
        Assert.Equal(text, SweepFileWriter.Text(read, "/folder/runs/a"));
    });

    [Fact]
    public void The_text_says_everything_and_does_not_depend_on_how_the_file_was_written()
    {
        const string Short =
            "sweep { dataset.series { column = v, path = d/s.csv }, search-space.decay { choice = [0.10, 1e-5] } }";
        const string Long =
            """
            # The same in other words.
            sweep {
              search-space { decay = [0.1,
                0.00001] }
              training { epochs = 10.0, decay = 0.5, shuffle = yes, optimizer = "adam" }
              dataset { "series" { path = "./d//s.csv", horizon = 1 } }
              dataset.series.column : "v"
              stop { max-time = 0ms }
              name = a
            }
            """;
        const string Expected =
            """
            sweep {
              name = a
              seed = 42
              repeats = 1
              objective = rmse
              dataset {
                series {
                  path = "../d/s.csv"
                  column = "v"
                  window = 4
                  horizon = 1
                }
                validation = 0
                standardize = off
              }
              model {
                units = 1
                use-bias = on
                kernel-initializer = glorot-uniform
                bias-initializer = zeros
              }
              training {
                loss = rmse
                optimizer = adam
                epochs = 10
                batch-size = 32
                shuffle = on
                precision = float32
              }
              search-space {
                decay = [0.1, 1E-05]
              }
              sampler = grid
              scheduler = none
              stop {
                max-time = 0s
                goal = 0
                max-failures = 0
              }
            }

            """;

        Assert.Equal(Expected, SweepFileWriter.Text(SweepFileReader.Parse(Short, "/x/a.hocon", []), "/x/out"));
        Assert.Equal(Expected, SweepFileWriter.Text(SweepFileReader.Parse(Long, "/x/b.hocon", []), "/x/out"));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1500, "1500ms")]
    [InlineData(90_000, "90s")]
    [InlineData(7_200_000, "2h")]
    [InlineData(864_000_000, "10d")]
    public void A_duration_is_written_in_its_largest_whole_unit(long milliseconds, string expected) =>
        Assert.Equal(expected, Durations.Text(TimeSpan.FromMilliseconds(milliseconds)));
}
