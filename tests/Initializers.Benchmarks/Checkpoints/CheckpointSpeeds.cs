using System.Diagnostics;
using System.Globalization;
using Initializers.Benchmarks.Compare;
using Initializers.Checkpoints;
using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace Initializers.Benchmarks.Checkpoints;

/// <summary>
/// Checkpoints beside what bounds them, in alternating rounds of which the best counts: drawing alone, <c>dd</c>, the memory of a process.
/// </summary>
public static class CheckpointSpeeds
{
    private const int Rounds = 3;

    /// <summary>The arguments of the process whose memory is measured.</summary>
    public const string MemoryWorker = "checkpoint-memory";

    /// <summary>The table, and how long larger models would take, in Markdown.</summary>
    public static (string Table, string Scale) Tables()
    {
        (ResolvedPlan plan, var random) = (Models.SevenBillion(), new PhiloxRandom(42));
        string drawn = Sink(plan, random, TensorDataType.BF16, out double elements), written = Disk(random, out double bytes);
        return ($"{Report.Machine()}\n\n| what | measured | beside it | ratio | target |\n|---|--:|--:|--:|--:|\n"
            + drawn + Sink(plan, random, TensorDataType.F32, out _) + Rounding(plan, random) + written + Memory() + Header(),
            ScaleTable.Of(elements, bytes));
    }

    /// <summary>
    /// Writes 7 billion parameters to nowhere, and prints the memory that the process had at its peak before that, and at last.
    /// </summary>
    public static void RunMemoryWorker()
    {
        (ResolvedPlan plan, var random) = (Models.SevenBillion(), new PhiloxRandom(42));
        WriteToNowhere(Models.OfOneLayer(), random, TensorDataType.BF16); // all code is there
        long before = PeakMemory();
        WriteToNowhere(plan, random, TensorDataType.BF16);
        Console.WriteLine(Invariant($"{before} {PeakMemory()}"));
    }

    private static string Sink(ResolvedPlan plan, PhiloxRandom random, TensorDataType type, out double elementsPerSecond)
    {
        double drawing = double.PositiveInfinity, writing = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            drawing = Math.Min(drawing, Seconds(() => Draw(plan, random, type)));
            writing = Math.Min(writing, Seconds(() => WriteToNowhere(plan, random, type)));
        }
        double elements = plan.Parameters.Sum(parameter => (double)parameter.Elements) / 1e6;
        elementsPerSecond = elements * 1e6 / writing;
        string target = type == TensorDataType.BF16 ? "0.9" : "";
        return Invariant($"| 7 billion parameters, {type}, hashed and written to nowhere | {elements / writing:0} million/s | ")
            + Invariant($"drawing alone, {elements / drawing:0} million/s | {drawing / writing:0.00} | {target} |\n");
    }

    private static string Rounding(ResolvedPlan plan, PhiloxRandom random)
    {
        double floats = double.PositiveInfinity, rounded = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            floats = Math.Min(floats, Seconds(() => Draw(plan, random, TensorDataType.F32)));
            rounded = Math.Min(rounded, Seconds(() => Draw(plan, random, TensorDataType.BF16)));
        }
        return Invariant($"| drawing in BF16 | {rounded:0.00} s | drawing in F32, {floats:0.00} s | {floats / rounded:0.00} | 0.9 |\n");
    }

    private static string Disk(PhiloxRandom random, out double bytesPerSecond)
    {
        string folder = Directory.CreateTempSubdirectory("initializers-speed-").FullName;
        try
        {
            ResolvedPlan plan = Models.OfHalfABillion();
            long bytes = plan.Parameters.Sum(parameter => parameter.Elements) * sizeof(float);
            double copying = double.PositiveInfinity, saving = double.PositiveInfinity;
            for (int round = 0; round < 3; round++)
            {
                string zeros = Path.Combine(folder, "zeros");
                string[] copy = ["if=/dev/zero", $"of={zeros}", "bs=1M", Invariant($"count={bytes >> 20}"), "conv=fsync"];
                copying = Math.Min(copying, Seconds(() => Run("dd", copy)));
                File.Delete(zeros);
                saving = Math.Min(saving, Seconds(() => plan.Save(Path.Combine(folder, "model"), random)));
                Directory.Delete(Path.Combine(folder, "model"), recursive: true);
            }
            bytesPerSecond = bytes / saving;
            double drawing = Seconds(() => Draw(plan, random, TensorDataType.F32)), bound = Math.Max(copying, drawing);
            return Invariant($"| {bytes / 1e9:0.0} GB, F32, to disk | {bytes / saving / 1e6:0} MB/s | ")
                + Invariant($"`dd`, {bytes / copying / 1e6:0} MB/s | {bound / saving:0.00} | 0.9 |\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Memory()
    {
        string[] peaks = Run(Environment.ProcessPath!, [.. Contender.EntryAssembly(), MemoryWorker]).Split(' ');
        double before = double.Parse(peaks[0], CultureInfo.InvariantCulture), peak = double.Parse(peaks[1], CultureInfo.InvariantCulture);
        return Invariant($"| memory for 7 billion parameters | {peak / 1e6:0} MB at the peak | ")
            + Invariant($"{before / 1e6:0} MB for one small layer | | 256 MB more |\n");
    }

    private static string Header()
    {
        string folder = Directory.CreateTempSubdirectory("initializers-speed-").FullName;
        try
        {
            string path = Models.OfManyNames().Save(folder, new PhiloxRandom(42)).Files[0];
            double first = Seconds(() => SafetensorsFile.Open(path).Dispose()), later = double.PositiveInfinity;
            for (int round = 0; round < 20; round++) later = Math.Min(later, Seconds(() => SafetensorsFile.Open(path).Dispose()));
            return Invariant($"| opening a file of 1,300 tensors | {later * 1e3:0.0} ms | ")
                + Invariant($"the first time in a process, {first * 1e3:0} ms | | 5 ms |\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Draws what a checkpoint has, in the same pieces, and forgets it.</summary>
    private static void Draw(ResolvedPlan plan, PhiloxRandom random, TensorDataType type)
    {
        var options = new CheckpointOptions { Type = type };
        IEnumerable<TensorPlace> tensors = new CheckpointLayout(plan, random, options).Shards.SelectMany(shard => shard.Tensors);
        var pieces = new PieceList<(TensorBytes, long)>(
            tensors.Select(tensor => (new TensorBytes(tensor.Planned, options, random), tensor.Bytes)), tensor => tensor.Item2);
        WorkItems<byte>.Run(new Pieces(pieces), random.MaxDegreeOfParallelism);
    }

    private static void WriteToNowhere(ResolvedPlan plan, PhiloxRandom random, TensorDataType type)
    {
        var options = new CheckpointOptions { Type = type };
        var layout = new CheckpointLayout(plan, random, options);
        using SafeFileHandle nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);
        foreach (ShardPlace shard in layout.Shards)
            new ShardWriter(shard, options, random, new(null, layout.Bytes)).Write(nowhere, CancellationToken.None);
    }

    private static long PeakMemory() => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ')[^2],
        CultureInfo.InvariantCulture);

    private static string Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {errors.Result}");
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private readonly struct Pieces(PieceList<(TensorBytes Bytes, long)> pieces) : IWorkItems<byte>
    {
        public int Count => pieces.Count;

        public int MemoryLength => TensorHash.PieceBytes;

        public void Do(int item, Span<byte> memory)
        {
            ((TensorBytes tensor, _), _, long start, int length) = pieces[item];
            tensor.Draw(memory[..length], start);
        }
    }
}
