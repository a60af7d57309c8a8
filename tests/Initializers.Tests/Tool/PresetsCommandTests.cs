using System.Text.Json;
using Initializers.Tool;

namespace Initializers.Tests.Tool;

public class PresetsCommandTests
{
    private static readonly Lazy<string[]> Lines =
        new(() => ToolProcess.Run("presets").Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("gpt2", "12  148 parameters, 124,439,808 elements (497.8 MB as float32)")]
    [InlineData("nanogpt", "12  149 parameters, 124,475,904 elements (497.9 MB as float32), 1 tied")]
    [InlineData("pythia-160m", "12  184 parameters, 162,322,944 elements (649.3 MB as float32), 36 skipped")]
    [InlineData("mixtral-8x7b", "32  995 parameters, 46,702,792,704 elements (186,811.2 MB as float32)")]
    [InlineData("roberta-base", "12  204 parameters, 124,697,433 elements (498.8 MB as float32), 2 tied")]
    [InlineData("whisper-tiny", "4  167 parameters, 37,760,640 elements (151.0 MB as float32)")]
    [InlineData("clip-text-base", "12  196 parameters, 63,165,952 elements (252.7 MB as float32)")]
    [InlineData("mamba-130m", "24  242 parameters, 129,135,360 elements (516.5 MB as float32)")]
    [InlineData("resnet50", "161 parameters, 25,557,032 elements (102.2 MB as float32)")]
    public void List_HasThePublishedCounts(string name, string counts)
    {
        Lines.Value.Should().HaveCount(Presets.All.Count + 1).And
            .ContainSingle(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Which.Should().EndWith("  " + counts);
    }

    [Fact]
    public void Names_AreDifferent() =>
        Presets.All.Select(preset => preset.Name).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(40);

    [Fact]
    public void Json_HasNumbers()
    {
        (int code, string output, string error) = ToolProcess.Run("presets --json");
        (code, error).Should().Be((0, ""));
        using var json = JsonDocument.Parse(output);
        json.RootElement.EnumerateArray().Select(model => model.GetProperty("name").GetString())
            .Should().Equal(Presets.All.Select(preset => preset.Name));
        JsonElement model = json.RootElement.EnumerateArray().Single(model => model.GetProperty("name").GetString() == "mixtral-8x7b");
        model.EnumerateObject().Select(member => member.Name)
            .Should().Equal("name", "layers", "parameters", "tied", "skipped", "elements", "bytes");
        (model.GetProperty("layers").GetInt32(), model.GetProperty("elements").GetInt64()).Should().Be((32, 46_702_792_704));
        model.GetProperty("bytes").GetProperty("BF16").GetInt64().Should().Be(93_405_585_408);
    }
}
