namespace Initializers.Diagnostics;

/// <summary>
/// Which places of the inputs each place of the outputs looks at, through each tap of a kernel; -1 for the zeros beyond an edge. A dense
/// layer has one place of outputs, which looks at all.
/// </summary>
internal sealed class Taps
{
    /// <summary>Laid out when a network is run, and not when it is described.</summary>
    private readonly Lazy<int[,]> _places;

    private Taps(Func<int[,]> places, int inputs, int[] extents, int count) =>
        (_places, Inputs, Extents, Outputs, Count) = (new(places), inputs, extents, Product(extents), count);

    /// <summary>Places of the inputs.</summary>
    public int Inputs { get; }

    /// <summary>The extents of the outputs along each spatial axis.</summary>
    public IReadOnlyList<int> Extents { get; }

    /// <summary>Places of the outputs.</summary>
    public int Outputs { get; }

    /// <summary>Taps of the kernel.</summary>
    public int Count { get; }

    /// <summary>The place that a tap looks at.</summary>
    public int this[int output, int tap] => _places.Value[output, tap];

    public static Taps All(int inputs) => new(
        () =>
        {
            var places = new int[1, inputs];
            for (int i = 0; i < inputs; i++) places[0, i] = i;
            return places;
        },
        inputs, [], inputs);

    public static Taps Of(IReadOnlyList<int> extents, IReadOnlyList<int> kernel, int stride, Padding padding)
    {
        int[] outputs = [.. extents.Zip(kernel, (extent, taps) => (extent - (padding == Padding.None ? taps : 1)) / stride + 1)];
        long[] before = [.. extents.Select((extent, axis) =>
            padding == Padding.None ? 0 : Math.Max(0, (outputs[axis] - 1L) * stride + kernel[axis] - extent) / 2)];
        return new(Places, Product(extents), outputs, Product(kernel));

        int[,] Places()
        {
            var places = new int[Product(outputs), Product(kernel)];
            for (int output = 0; output < places.GetLength(0); output++)
            {
                for (int tap = 0; tap < places.GetLength(1); tap++) places[output, tap] = Place(output, tap);
            }
            return places;
        }

        int Place(int output, int tap)
        {
            int place = 0, step = 1;
            for (int axis = extents.Count - 1; axis >= 0; axis--)
            {
                long at = (long)(output % outputs[axis]) * stride + tap % kernel[axis] - before[axis];
                if (padding == Padding.Circular) at = (at % extents[axis] + extents[axis]) % extents[axis];
                if (at < 0 || at >= extents[axis]) return -1;
                place += (int)at * step;
                (step, output, tap) = (step * extents[axis], output / outputs[axis], tap / kernel[axis]);
            }
            return place;
        }
    }

    /// <summary>What the places of each example add up to at the places that look at them.</summary>
    public double[] Gather(double[] inputs)
    {
        var sums = new double[inputs.Length / Inputs * Outputs];
        for (int i = 0; i < sums.Length; i++)
        {
            (int example, int output) = Math.DivRem(i, Outputs);
            for (int tap = 0; tap < Count; tap++) sums[i] += this[output, tap] is >= 0 and var place ? inputs[example * Inputs + place] : 0;
        }
        return sums;
    }

    /// <summary>The way back: what the places that look at each place add up to.</summary>
    public double[] Scatter(double[] outputs)
    {
        var sums = new double[outputs.Length / Outputs * Inputs];
        for (int i = 0; i < outputs.Length; i++)
        {
            (int example, int output) = Math.DivRem(i, Outputs);
            for (int tap = 0; tap < Count; tap++)
            {
                if (this[output, tap] is >= 0 and var place) sums[example * Inputs + place] += outputs[i];
            }
        }
        return sums;
    }

    private static int Product(IReadOnlyList<int> extents) => extents.Aggregate(1, (product, extent) => checked(product * extent));
}
