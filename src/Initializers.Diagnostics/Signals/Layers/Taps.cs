namespace Initializers.Diagnostics;

/// <summary>How a convolution continues its inputs beyond their edges.</summary>
public enum Padding
{
    /// <summary>
    /// With zeros, so that each axis has ceil(extent / stride) outputs. If the number of zeros is odd, the extra one is at the end, as with
    /// Keras's "same".
    /// </summary>
    Zeros,

    /// <summary>
    /// With the inputs from the opposite edge, and as many outputs as with zeros. Theory usually assumes this, since all positions are then
    /// equivalent.
    /// </summary>
    Circular,

    /// <summary>No padding: the kernel stays inside, and there are fewer outputs.</summary>
    None,
}

/// <summary>
/// The input position under each kernel tap at each output position; -1 for the zeros beyond an edge. A dense layer has a single output
/// position with a tap for every input position.
/// </summary>
internal sealed class Taps
{
    /// <summary>Computed when a network is run, not when it is described.</summary>
    private readonly Lazy<int[,]> _positions;

    private Taps(Func<int[,]> positions, int inputs, int[] extents, int count) =>
        (_positions, Inputs, Extents, Outputs, Count) = (new(positions), inputs, extents, Product(extents), count);

    /// <summary>The number of input positions.</summary>
    public int Inputs { get; }

    /// <summary>The extents of the outputs along each spatial axis.</summary>
    public IReadOnlyList<int> Extents { get; }

    /// <summary>The number of output positions.</summary>
    public int Outputs { get; }

    /// <summary>The number of kernel taps.</summary>
    public int Count { get; }

    /// <summary>The input position under a tap at an output position.</summary>
    public int this[int output, int tap] => _positions.Value[output, tap];

    public static Taps All(int inputs) => new(
        () =>
        {
            var positions = new int[1, inputs];
            for (int i = 0; i < inputs; i++) positions[0, i] = i;
            return positions;
        },
        inputs, [], inputs);

    public static Taps Of(IReadOnlyList<int> extents, IReadOnlyList<int> kernel, int stride, Padding padding)
    {
        int[] outputs = [.. extents.Zip(kernel, (extent, taps) => (extent - (padding == Padding.None ? taps : 1)) / stride + 1)];
        long[] before = [.. extents.Select((extent, axis) =>
            padding == Padding.None ? 0 : Math.Max(0, (outputs[axis] - 1L) * stride + kernel[axis] - extent) / 2)];
        return new(Positions, Product(extents), outputs, Product(kernel));

        int[,] Positions()
        {
            var positions = new int[Product(outputs), Product(kernel)];
            for (int output = 0; output < positions.GetLength(0); output++)
            {
                for (int tap = 0; tap < positions.GetLength(1); tap++) positions[output, tap] = Position(output, tap);
            }
            return positions;
        }

        int Position(int output, int tap)
        {
            int position = 0, step = 1;
            for (int axis = extents.Count - 1; axis >= 0; axis--)
            {
                long at = (long)(output % outputs[axis]) * stride + tap % kernel[axis] - before[axis];
                if (padding == Padding.Circular) at = (at % extents[axis] + extents[axis]) % extents[axis];
                if (at < 0 || at >= extents[axis]) return -1;
                position += (int)at * step;
                (step, output, tap) = (step * extents[axis], output / outputs[axis], tap / kernel[axis]);
            }
            return position;
        }
    }

    /// <summary>The sums over the taps at each output position of each example.</summary>
    public double[] Gather(double[] inputs)
    {
        var sums = new double[inputs.Length / Inputs * Outputs];
        for (int i = 0; i < sums.Length; i++)
        {
            (int example, int output) = Math.DivRem(i, Outputs);
            for (int tap = 0; tap < Count; tap++)
                sums[i] += this[output, tap] is >= 0 and var position ? inputs[example * Inputs + position] : 0;
        }
        return sums;
    }

    /// <summary>The transpose of <see cref="Gather"/>: the sums, at each input position, over the output positions that use it.</summary>
    public double[] Scatter(double[] outputs)
    {
        var sums = new double[outputs.Length / Outputs * Inputs];
        for (int i = 0; i < outputs.Length; i++)
        {
            (int example, int output) = Math.DivRem(i, Outputs);
            for (int tap = 0; tap < Count; tap++)
            {
                if (this[output, tap] is >= 0 and var position) sums[example * Inputs + position] += outputs[i];
            }
        }
        return sums;
    }

    private static int Product(IReadOnlyList<int> extents) => extents.Aggregate(1, (product, extent) => checked(product * extent));
}
