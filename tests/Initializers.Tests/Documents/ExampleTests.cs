using System.Reflection;
using Initializers.Checkpoints;
using Initializers.Diagnostics;
using Initializers.Frameworks;
using Initializers.Tests.Cultures;
using Initializers.TorchSharp;

namespace Initializers.Tests.Documents;

/// <summary>The examples in the documentation of public members compile, run, and write what they say.</summary>
public class ExampleTests
{
    private static readonly Assembly[] Packages =
    [
        typeof(Init).Assembly, typeof(SafetensorsFile).Assembly, typeof(HtmlReport).Assembly, typeof(PyTorchInit).Assembly,
        typeof(TorchTensorExtensions).Assembly,
    ];

    private static readonly DocumentedExample[] Examples = [.. Packages.SelectMany(DocumentedExample.Of)];

    /// <summary>Types that users meet only as parts or results of others, whose examples show them.</summary>
    private static readonly HashSet<Type> Parts =
    [
        typeof(BoundInitializer), typeof(ChangedInitializer), typeof(ChannelInitializer), typeof(CheckpointOptions),
        typeof(CheckpointProgress), typeof(CheckpointVerification), typeof(Estimate), typeof(FixedInitializer), typeof(FlatPiece),
        typeof(FlaxRngsState), typeof(FrameworkInitializer<>), typeof(ITensorFlowSource), typeof(JaxInitializer), typeof(KerasInitializer),
        typeof(KerasRandomState), typeof(KerasSeed), typeof(KerasSessionState), typeof(LayerSignals), typeof(LsuvLayer), typeof(LsuvReport),
        typeof(LsuvResult), typeof(MeanFieldFixedPoint), typeof(MeanFieldFixedPoints), typeof(NumPyState), typeof(OutputStatistics),
        typeof(PhiloxState), typeof(PlanCheck), typeof(PlanDeviation), typeof(PlanFault), typeof(PlanFinding), typeof(PlannedParameter),
        typeof(PlanProgress), typeof(PlanRule), typeof(PyTorchInitializer), typeof(PyTorchParameter), typeof(RearrangedInitializer),
        typeof(SafetensorsEntry), typeof(SavedCheckpoint), typeof(SeededState), typeof(SeedSequenceState), typeof(ShardRange),
        typeof(SignalSample), typeof(TensorComparison), typeof(TensorFlowState), typeof(TensorMoments), typeof(WeightCheck),
        typeof(WrappingInitializer),
    ];

    [Fact]
    public void EveryExample_CompilesAndWritesWhatItSays()
    {
        var lines = new List<string>
        {
            "using System;", "using System.Collections.Generic;", "using System.IO;", "using System.Linq;",
            "using System.Numerics.Tensors;", "using System.Text.Json;", "using Initializers;", "using Initializers.Checkpoints;",
            "using Initializers.Diagnostics;",
            "using Initializers.Frameworks;", "using Initializers.TorchSharp;", "using MathNet.Numerics.LinearAlgebra;",
            "using TorchSharp;", "using TorchSharp.Modules;",
            "namespace Examples {",
            "public static class Console {",
            "public static readonly List<string> Written = [];",
            "public static void WriteLine(object? value) => Written.Add(FormattableString.Invariant($\"{value}\").TrimEnd()); }",
            "}",
        };
        var exampleOf = new Dictionary<int, DocumentedExample>();
        for (int i = 0; i < Examples.Length; i++)
        {
            (IEnumerable<string> statements, IEnumerable<string> types) = Examples[i].Parts;
            int before = lines.Count;
            lines.AddRange([$"namespace Examples.Of{i} {{ public static class Example {{ public static void Run() {{", .. statements, "} }",
                .. types, "}"]);
            for (int line = before; line < lines.Count; line++) exampleOf[line] = Examples[i];
        }
        (ILookup<int, string> errors, byte[]? library) = SdkCompiler.Compile(lines);
        errors.Select(line => $"{exampleOf.GetValueOrDefault(line.Key)?.Member}: {lines[line.Key].Trim()}: {line.First()}")
            .Should().BeEmpty();

        Assembly compiled = Assembly.Load(library!);
        Enumerable.Range(0, Examples.Length).SelectMany(i => FaultsOf(Examples[i], compiled, $"Examples.Of{i}.Example")).Should().BeEmpty();
    }

    /// <summary>Runs an example, and compares what it writes.</summary>
    private static IEnumerable<string> FaultsOf(DocumentedExample example, Assembly compiled, string type)
    {
        if (example.Member.Contains(nameof(TorchSharp), StringComparison.Ordinal)) yield break; // needs libtorch
        var written = (List<string>)compiled.GetType("Examples.Console")!.GetField("Written")!.GetValue(null)!;
        written.Clear();
        string? failure = null;
        try
        {
            Culture.Under("", () => compiled.GetType(type)!.GetMethod("Run")!.Invoke(null, null));
        }
        catch (TargetInvocationException exception)
        {
            failure = $"{example.Member}: {exception.InnerException}";
        }
        if (failure is not null) yield return failure;
        foreach ((string? says, string writes) in example.Written.Zip(written))
            if (says is not null && writes != says) yield return $"{example.Member} says {says}, but writes {writes}";
    }

    [Fact]
    public void EveryType_HasAnExample()
    {
        HashSet<string> having = [.. Examples.Select(example => example.Member)];
        Packages.SelectMany(package => package.GetExportedTypes())
            .Where(type => type is { IsEnum: false, IsNested: false } && !Parts.Contains(type) && !having.Contains($"T:{type.FullName}"))
            .Select(type => type.Name).Should().BeEmpty();
    }
}
