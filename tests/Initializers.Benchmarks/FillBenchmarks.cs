using BenchmarkDotNet.Attributes;

namespace Initializers.Benchmarks;

/// <summary>Fills by distribution and size, on one thread and on all threads.</summary>
[MemoryDiagnoser]
public class FillBenchmarks
{
    private PhiloxRandom _random = null!;
    private float[] _values = null!;

    [Params(4096, 1 << 20, 1 << 24)]
    public int Size { get; set; }

    [Params(1, -1)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _random = new PhiloxRandom(42) { MaxDegreeOfParallelism = Threads };
        _values = new float[Size];
    }

    [Benchmark(Baseline = true)]
    public void Memory() => _values.AsSpan().Fill(1);

    [Benchmark]
    public void Uniform() => _random.NextUniform(_values, -1, 1);

    [Benchmark]
    public void Normal() => _random.NextNormal(_values, 0, 1);

    [Benchmark]
    public void Truncated() => _random.NextTruncatedNormal(_values, 0, 1, -2, 2);

    [Benchmark]
    public void NarrowTruncated() => _random.NextTruncatedNormal(_values, 0, 1, 6, 7);
}
