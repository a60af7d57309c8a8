using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Initializers.Checkpoints;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>Two checkpoints, tensor by tensor.</summary>
internal sealed class DiffCommand : ToolCommand
{
    private readonly Argument<string> _first = new("first") { Description = CheckpointFile.Description };
    private readonly Argument<string> _second = new("second") { Description = "The checkpoint that it is compared with." };
    private readonly Option<bool> _json = JsonOption();

    public DiffCommand(Screen screen) : base(
        screen, "diff", "Compares two checkpoints: bits, numbers, means and deviations. Returns 1 if a tensor differs.",
        "diff one.safetensors other.safetensors", "diff folder other-folder --json")
    {
        Add(_first);
        Add(_second);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        using var interruption = new Interruption();
        using Checkpoint first = CheckpointFile.Open("the first checkpoint", arguments.GetRequiredValue(_first));
        using Checkpoint second = CheckpointFile.Open("the second checkpoint", arguments.GetRequiredValue(_second));
        CheckpointComparison comparison = ByteBar.Around(
            Screen.Terminal, "comparing", null, progress => CheckpointComparison.Of(first, second, progress, interruption.Token));
        if (arguments.GetValue(_json)) Screen.WriteJson(writer => Write(writer, comparison));
        else Write(comparison);
        return comparison.AreSame ? ExitCode.Done : ExitCode.No;
    }

    private void Write(CheckpointComparison comparison)
    {
        TensorComparison[] differences = [.. comparison.Differences];
        if (differences.Length > 0)
        {
            Screen.Write(new Table(
                ["tensor", "difference", "numbers", "largest difference", "means", "deviations"],
                [.. differences.Select(tensor => (string[])
                [
                    tensor.Name, WhatOf(tensor), tensor.DifferentElements == 0 ? "" : Plural.Of(tensor.DifferentElements, "element"),
                    tensor.FirstMoments is null ? "" : Number(tensor.LargestDifference),
                    Both(tensor, moments => moments.Mean), Both(tensor, moments => moments.StandardDeviation),
                ])]));
        }
        Screen.WriteLine(comparison.AreSame ? $"{Plural.Of(comparison.Tensors.Count, "tensor")}, all the same to the bit"
            : Invariant($"{differences.Length} of {Plural.Of(comparison.Tensors.Count, "tensor")} ")
                + (differences.Length == 1 ? "differs" : "differ"));
    }

    private static string WhatOf(TensorComparison tensor) => tensor.Difference switch
    {
        TensorDifference.Numbers => "numbers",
        TensorDifference.Type => $"{TensorDataTypes.NameOf(tensor.First!.Type)}, {TensorDataTypes.NameOf(tensor.Second!.Type)}",
        TensorDifference.Shape =>
            $"{SafetensorsEntry.TextOf(tensor.First!.Dimensions)}, {SafetensorsEntry.TextOf(tensor.Second!.Dimensions)}",
        TensorDifference.OnlyInFirst => "only in the first",
        _ => "only in the second",
    };

    private static string Both(TensorComparison tensor, Func<TensorMoments, double> of) =>
        tensor is { FirstMoments: { } first, SecondMoments: { } second } ? $"{Number(of(first))}, {Number(of(second))}" : "";

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter writer, CheckpointComparison comparison)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("areSame", comparison.AreSame);
        writer.WriteNumber("tensors", comparison.Tensors.Count);
        writer.WriteStartArray("differences");
        foreach (TensorComparison tensor in comparison.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tensor.Name);
            writer.WriteString("difference", JsonNamingPolicy.CamelCase.ConvertName($"{tensor.Difference}"));
            writer.WriteNumber("differentElements", tensor.DifferentElements);
            writer.WriteNumberOrName("largestDifference", tensor.LargestDifference);
            Write(writer, "first", tensor.First, tensor.FirstMoments);
            Write(writer, "second", tensor.Second, tensor.SecondMoments);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, SafetensorsEntry? tensor, TensorMoments? moments)
    {
        if (tensor is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        writer.WriteTypeAndShape(tensor);
        if (moments is { } values)
        {
            writer.WriteNumberOrName("mean", values.Mean);
            writer.WriteNumberOrName("standardDeviation", values.StandardDeviation);
            writer.WriteNumberOrName("smallest", values.Smallest);
            writer.WriteNumberOrName("largest", values.Largest);
            writer.WriteNumber("nonFinite", values.NonFinite);
        }
        writer.WriteEndObject();
    }
}
