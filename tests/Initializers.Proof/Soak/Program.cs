using System.Diagnostics;
using System.Globalization;
using Initializers;
using Initializers.Checkpoints;

// Fills, forks and checkpoints for as many minutes as the argument says: what is in memory and what is open must not grow. Two of ten
// samples warm up. Pools of buffers and threads fill and drain, and what leaks never drains: so the least of the last three samples is
// compared with the least of the first three after that.
TimeSpan time = TimeSpan.FromMinutes(double.Parse(args[0], CultureInfo.InvariantCulture));
string folder = Directory.CreateTempSubdirectory("initializers-soak-").FullName;
InitializationPlan rules = new()
{
    { "q.*", Init.Orthogonal() }, { "s.*", Init.Sparse(0.1) }, { "**.bias", Init.Zeros() }, { "**", Init.TruncatedNormal(0, 0.02, -2, 2) },
};
ResolvedPlan plan = rules.Resolve(
    [.. Enumerable.Range(0, 40).SelectMany(i => ((string, TensorShape)[])[($"h.{i}.weight", [200, 300]), ($"h.{i}.bias", [200])]),
        ("q.weight", [150, 100]), ("s.weight", [100, 150])]);
var watch = Stopwatch.StartNew();
List<Sample> samples = [];
long rounds = 0;
try
{
    for (TimeSpan next = time / 10; watch.Elapsed < time || samples.Count < 10; rounds++)
    {
        Round(rounds);
        if (watch.Elapsed < next) continue;
        samples.Add(Sample.Now());
        Console.WriteLine($"{watch.Elapsed:hh\\:mm\\:ss}, {rounds + 1} rounds: {samples[^1]}");
        next += time / 10;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
bool isFlat = Sample.LeastOf(samples.TakeLast(3)).IsNoMoreThan(Sample.LeastOf(samples.Skip(2).Take(3)));
Console.WriteLine(isFlat ? $"Flat after {rounds} rounds." : "It has grown.");
return isFlat ? 0 : 1;

void Round(long number)
{
    var random = new PhiloxRandom(number);
    float[] weights = new float[100_000];
    for (int i = 0; i < 100; i++) Init.HeNormal().Initialize(weights, [250, 400], random.Fork($"layer.{i}"));
    Init.Orthogonal().Initialize([200, 120], random.Fork(7));
    plan.Save(folder, random, new() { ShardBytes = 1_000_000, Type = number % 2 == 0 ? TensorDataType.BF16 : TensorDataType.F8E4M3 });
    using Checkpoint checkpoint = Checkpoint.Open(folder);
    if (checkpoint.IsDrawnBy(checkpoint.Resolve(rules)) != true) throw new InvalidOperationException($"Round {number} has other weights.");
}

/// <summary>Bytes of objects after a full collection, bytes of the process, and what it has open.</summary>
internal readonly record struct Sample(long Managed, long Resident, int Open)
{
    public static Sample Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return new(GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64, Directory.GetFiles("/proc/self/fd").Length);
    }

    public static Sample LeastOf(IEnumerable<Sample> samples) => new(
        samples.Min(sample => sample.Managed), samples.Min(sample => sample.Resident), samples.Min(sample => sample.Open));

    /// <summary>Whether it has grown by the collector's slack at most: 0.2 MB of objects, a fifth of the process, nothing open.</summary>
    public bool IsNoMoreThan(Sample first) =>
        Managed <= first.Managed + 200_000 && Resident <= first.Resident * 1.2 && Open <= first.Open;

    public override string ToString() =>
        FormattableString.Invariant($"{Managed / 1e6:N1} MB of objects, {Resident / 1e6:N0} MB, {Open} open");
}
