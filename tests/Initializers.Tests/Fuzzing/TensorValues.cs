using System.Numerics.Tensors;

namespace Initializers.Tests.Fuzzing;

/// <summary>Tensors of System.Numerics.Tensors: dense, strided, transposed, empty, with shared elements, and with too many axes.</summary>
internal static class TensorValues
{
    private static readonly nint[] Deep = [1, 1, 1, 1, 1, 1, 1, 1, 1];

    public static Make[] Spans<T>() =>
    [
        shape => new CanariedTensor<T>(LengthsOf(shape)), _ => new CanariedTensor<T>([0, 3]), _ => new CanariedTensor<T>([3, 4], [10, 2]),
        _ => new CanariedTensor<T>([3, 4], [1, 3]), _ => new CanariedTensor<T>([3, 4], [0, 1]), _ => new CanariedTensor<T>(Deep),
        _ => new CanariedTensor<T>([2, 48]), _ => new CanariedTensor<T>([]),
    ];

    public static Make[] Tensors<T>() =>
    [
        shape => Tensor.CreateFromShape<T>(LengthsOf(shape)), _ => null, _ => Tensor.CreateFromShape<T>([0, 3]),
        _ => Tensor.Create(new T[100], [3, 4], [10, 2]),
        _ => Tensor.Create(new T[100], [3, 4], [0, 1]), _ => Tensor.CreateFromShape<T>(Deep),
    ];

    private static nint[] LengthsOf(TensorShape shape) => shape.Count <= 4096 ? [.. shape.ToArray().Select(length => (nint)length)] : [9];
}

/// <summary>A tensor over elements between guards.</summary>
internal sealed class CanariedTensor<T>(nint[] lengths, nint[]? strides = null) : Canaried
{
    private readonly Canaried<T> _elements = new(100 + (int)lengths.Aggregate((nint)1, (product, length) => product * length));

    public TensorSpan<T> TensorSpan => new(_elements.Span, lengths, strides ?? []);

    public override bool IsIntact => _elements.IsIntact;

    public override int Length => (int)TensorSpan.FlattenedLength;

    public override void AddTo(ref HashCode fingerprint) => _elements.AddTo(ref fingerprint);

    public override string ToString() =>
        $"TensorSpan<{typeof(T).Name}>[{string.Join(", ", lengths)}]{(strides is null ? "" : $" by [{string.Join(", ", strides)}]")}";
}
