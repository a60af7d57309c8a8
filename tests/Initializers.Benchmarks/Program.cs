using BenchmarkDotNet.Running;
using Initializers.Benchmarks;
using Initializers.Benchmarks.Accuracy;
using Initializers.Benchmarks.Checkpoints;
using Initializers.Benchmarks.Compare;
using Initializers.Benchmarks.Maps;
using Initializers.Benchmarks.Parity;
using Initializers.Benchmarks.Plans;
using Initializers.Benchmarks.Types;
using Spectre.Console;

switch (args)
{
    case ["worker", var contender]:
        Worker.Run(contender);
        break;
    case ["cold", var contender]:
        ColdStart.Run(contender);
        break;
    case ["compare", .. var rest] when rest is [] or [_]:
        Comparison comparison = Comparison.Run(AnsiConsole.Console, rounds: 9);
        string? libtorch = LibtorchReport.Table(comparison);
        (string table, string targets, string maps, string accuracy) =
            (Report.Table(comparison), Targets.Table(comparison), MapSpeeds.Table(), Orthonormality.Table());
        Console.WriteLine($"{libtorch}\n{table}\n{targets}\n{maps}\n{accuracy}");
        if (rest is [var folder])
        {
            string document = Path.Combine(folder, "performance.md");
            Document.Write(document, "table", table);
            Document.Write(document, "targets", targets);
            Document.Write(document, "maps", maps);
            Document.Write(document, "orthonormality", accuracy);
            if (libtorch is not null) Document.Write(document, "libtorch", libtorch);
            Chart.Draw(comparison).Save(Path.Combine(folder, "performance.svg"));
        }
        break;
    case ["libtorch"]:
        Console.Write(LibtorchReport.Table(Comparison.RunLibtorch(AnsiConsole.Console, rounds: 9))
            ?? "Build tests/Initializers.TorchSharp.Benchmarks first: its run does.\n");
        break;
    case ["orthonormality"]:
        Console.Write(Orthonormality.Table());
        break;
    case ["parity"]:
        Console.Write(ParitySpeeds.Table());
        break;
    case ["plans", .. var rest] when rest is [] or [_]:
        string plans = PlanSpeeds.Table();
        Console.Write(plans);
        if (rest is [var documents]) Document.Write(Path.Combine(documents, "performance.md"), "plans", plans);
        break;
    case ["checkpoints", .. var rest] when rest is [] or [_]:
        (string checkpoints, string scale) = CheckpointSpeeds.Tables();
        Console.Write($"{checkpoints}\n{scale}");
        if (rest is [var guides])
        {
            Document.Write(Path.Combine(guides, "performance.md"), "checkpoints", checkpoints);
            Document.Write(Path.Combine(guides, "scale.md"), "scale", scale);
        }
        break;
    case [CheckpointSpeeds.MemoryWorker]:
        CheckpointSpeeds.RunMemoryWorker();
        break;
    case ["types"]:
        Console.Write(TypeSpeeds.Table());
        break;
    case ["maps"]:
        Console.Write(MapSpeeds.Table());
        break;
    case ["maps", var processor]:
        MapSpeeds.Run(processor);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(FillBenchmarks).Assembly).Run(args);
        break;
}
return 0;
