using BenchmarkDotNet.Attributes;

namespace Initializers.Benchmarks;

/// <summary>A bias vector or a small layer: what a call costs beside its values, and that it allocates nothing.</summary>
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
