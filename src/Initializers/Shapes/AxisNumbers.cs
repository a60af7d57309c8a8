using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>A number for each axis of a tensor, such as its extents, strides or indices.</summary>
[InlineArray(TensorShape.MaxRank)]
internal struct AxisNumbers
{
    private long _first;
}
