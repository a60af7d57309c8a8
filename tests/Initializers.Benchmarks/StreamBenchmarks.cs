using BenchmarkDotNet.Attributes;

namespace Initializers.Benchmarks;

/// <summary>Forks of a source, and slices of a fill.</summary>
[MemoryDiagnoser]
public class StreamBenchmarks
{
    private readonly PhiloxRandom _random = new(42);
    private readonly float[] _slice = new float[4096];
    private readonly TensorShape _shape = [1 << 20, 1 << 12];

    [Benchmark]
    public PhiloxRandom ForkByName() => _random.Fork("encoder.11.attention.weight");

    [Benchmark]
    public PhiloxRandom ForkByIndex() => _random.Fork(11);

    [Benchmark]
    public void SliceFarInside() => Init.HeNormal().InitializeSlice(_slice, (1L << 31) + 17, _shape, new PhiloxRandom(42));
}
