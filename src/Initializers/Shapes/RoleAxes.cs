namespace Initializers;

/// <summary>
/// The axes of a tensor that have the same role, taken as one axis in row-major order: its length, and the offset of each index in memory.
/// </summary>
/// <remarks>Axes that are adjacent in memory are merged, usually leaving one. Thread-safe: an immutable value.</remarks>
internal readonly struct RoleAxes
{
    private readonly int _count;
    private readonly AxisNumbers _extents, _strides;

    /// <summary>The axes of a role; without such axes there is one index, whose offset is 0.</summary>
    public RoleAxes(in TensorShape shape, AxisRole role)
    {
        Count = 1;
        long stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; stride *= shape[axis], axis--)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != role) continue;
            Count *= shape[axis];
            if (_count > 0 && _strides[_count - 1] * _extents[_count - 1] == stride) _extents[_count - 1] *= shape[axis];
            else (_extents[_count], _strides[_count++]) = (shape[axis], stride);
        }
    }

    /// <summary>The number of indices.</summary>
    public long Count { get; }

    /// <summary>Whether all indices are <see cref="Stride"/> apart.</summary>
    public bool HasOneStride => _count == 1;

    /// <summary>The stride of the fastest axis.</summary>
    public long Stride => _count == 0 ? 1 : _strides[0];

    /// <summary>Returns the offset of an index.</summary>
    public long OffsetOf(long index)
    {
        if (_count == 1) return index * _strides[0];
        long offset = 0;
        for (int i = 0; i < _count; i++)
        {
            (index, long at) = Math.DivRem(index, _extents[i]);
            offset += at * _strides[i];
        }
        return offset;
    }

    /// <summary>Returns the index of the element at an offset.</summary>
    public long IndexOf(long element)
    {
        long index = 0;
        for (int i = _count - 1; i >= 0; i--) index = index * _extents[i] + element / _strides[i] % _extents[i];
        return index;
    }
}
