namespace Initializers;

/// <summary>
/// A cursor over the elements of a weight tensor that gives what each one connects: the input, the output and the tap of the kernel.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal ref struct ConnectionCursor
{
    private readonly int _rank;
    private readonly LayerCounts _counts;
    private readonly long _rows; // of each block; 0 if blocks differ
    private AxisNumbers _extents, _indices, _inputStrides, _outputStrides, _tapStrides;
    private long _input, _output;

    /// <summary>A cursor at the element <paramref name="start"/> of a shape with elements.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or groups or blocks do not divide the channels.</exception>
    public ConnectionCursor(in TensorShape shape, long start)
    {
        (_counts, _rank) = (new(shape), shape.Rank);
        _rows = _counts.HasEqualBlocks ? _counts.RowsOf(0) : 0;
        long inputs = 1, outputs = 1, taps = 1;
        for (int axis = _rank - 1; axis >= 0; axis--)
        {
            long extent = _extents[axis] = shape[axis];
            (start, _indices[axis]) = Math.DivRem(start, extent);
            switch (shape.Layout.RoleAt(axis, _rank))
            {
                case AxisRole.In: (_inputStrides[axis], inputs) = (inputs, inputs * extent); break;
                case AxisRole.Out: (_outputStrides[axis], outputs) = (outputs, outputs * extent); break;
                case AxisRole.Kernel: (_tapStrides[axis], taps) = (taps, taps * extent); break;
            }
            _input += _indices[axis] * _inputStrides[axis];
            _output += _indices[axis] * _outputStrides[axis];
            Tap += _indices[axis] * _tapStrides[axis];
        }
    }

    /// <summary>The number of inputs in a group.</summary>
    public readonly long Inputs => _counts.Inputs;

    /// <summary>The number of taps of the kernel.</summary>
    public readonly long Taps => _counts.Taps;

    /// <summary>The index of the tap; the last axis of the kernel moves fastest.</summary>
    public long Tap { get; private set; }

    /// <summary>The index of the input within its group.</summary>
    public readonly long Input => _input % _counts.Inputs;

    /// <summary>The index of the output within its block.</summary>
    public readonly long Output => _rows > 0 ? _output % _rows : OutputOfGroup - _counts.FirstRowOf(_counts.BlockOf(OutputOfGroup));

    /// <summary>Whether the element is a connection of the layer; if not, it lies between two groups.</summary>
    public readonly bool IsConnection =>
        _counts.InputsOfOneGroup || _counts.OutputsOfOneGroup || _input / _counts.Inputs == _output / _counts.Outputs;

    /// <summary>The index along an axis.</summary>
    public readonly long this[int axis] => _indices[axis];

    private readonly long OutputOfGroup => _output % _counts.Outputs;

    /// <summary>The index of the tap at the centre of the kernel.</summary>
    public readonly long CentreTap(KernelCentre centre)
    {
        long tap = 0;
        for (int axis = 0; axis < _rank; axis++)
        {
            if (_tapStrides[axis] > 0) tap += centre.Of(_extents[axis]) * _tapStrides[axis];
        }
        return tap;
    }

    /// <summary>Moves to the next element; after the last comes the first.</summary>
    public void MoveNext()
    {
        for (int axis = _rank - 1; axis >= 0; axis--)
        {
            long by = ++_indices[axis] < _extents[axis] ? 1 : 1 - _extents[axis];
            _input += by * _inputStrides[axis];
            _output += by * _outputStrides[axis];
            Tap += by * _tapStrides[axis];
            if (by == 1) return;
            _indices[axis] = 0;
        }
    }
}
