using BenchmarkDotNet.Attributes;

namespace Initializers.Benchmarks;

/// <summary>Fills of a bias vector or a small layer: the overhead of a call, without allocations.</summary>
[MemoryDiagnoser]
public class SmallBenchmarks
{
    private readonly PhiloxRandom _random = new(42);
    private readonly float[] _weights = new float[64];
    private readonly int _outputs = 8, _inputs = 8;
    private readonly ConstantInitializer _zeros = Init.Zeros();
    private readonly VarianceScalingInitializer _glorot = Init.GlorotUniform(), _he = Init.HeNormal(),
        _truncated = Init.HeTruncatedNormal();

    [Benchmark]
    public void Zeros() => _zeros.Initialize(_weights, [_outputs, _inputs], _random);

    [Benchmark]
    public void GlorotUniform() => _glorot.Initialize(_weights, [_outputs, _inputs], _random);

    [Benchmark]
    public void HeNormal() => _he.Initialize(_weights, [_outputs, _inputs], _random);

    [Benchmark]
    public void HeTruncatedNormal() => _truncated.Initialize(_weights, [_outputs, _inputs], _random);
}
