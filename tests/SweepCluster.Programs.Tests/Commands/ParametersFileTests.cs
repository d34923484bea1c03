using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using SweepCluster.Programs.Commands;
using SweepCluster.Search;

namespace SweepCluster.Programs.Tests.Commands;

public sealed class ParametersFileTests
{
    [Fact]
    public void Numbers_are_numbers_switches_are_true_and_false_and_words_are_strings() => Assert.Equal(
        """
        {
          "trees": 500,
          "learning-rate": 1E-05,
          "depth": "none",
          "shuffle": true,
          "verbose": false,
          "5": "5",
          "größe \"x\"": "a\n\\b"
        }

        """,
        Encoding.UTF8.GetString(ParametersFile.Bytes(Example.Values(
            Example.Number("trees", 500),
            Example.Number("learning-rate", 1e-5),
            Example.Word("depth", "none"),
            Example.Word("shuffle", "on"),
            Example.Word("verbose", "false"),
            Example.Word("5", "5"),
            Example.Word("größe \"x\"", "a\n\\b")))));

    [Fact]
    public void Without_parameters_it_is_an_empty_object() =>
        Assert.Equal("{}\n"u8, ParametersFile.Bytes(Example.Values()));

    [Fact]
    public void Whatever_the_parameters_are_the_file_gives_them_back() => Properties.Hold(
        Gen.OneOf(Texts.Any.Select(SettingValue.Of), Numbers.Select(SettingValue.Of)).ListOf(),
        parameters =>
        {
            var values = Example.Values([.. parameters.Select((value, i) => ($"p{i}", value))]);

            using var json = JsonDocument.Parse(ParametersFile.Bytes(values));

            Assert.Equal(parameters, json.RootElement.EnumerateObject().Select(property => property.Value.ValueKind
                == JsonValueKind.Number
                    ? SettingValue.Of(property.Value.GetDouble())
                    : SettingValue.Of(property.Value.GetString()!)));
        });

    private static FsCheck.Gen<double> Numbers =>
        Gen.Choose(int.MinValue, int.MaxValue).Zip(Gen.Choose(-300, 290), (n, e) => n * Math.Pow(10, e) / 3);
}
