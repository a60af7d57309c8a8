namespace Initializers.Checkpoints;

/// <summary>Compares the tensors of two checkpoints that have the same name.</summary>
/// <param name="first">The first checkpoint.</param>
/// <param name="second">The second checkpoint.</param>
/// <param name="cancellation">Stops between two chunks.</param>
internal sealed class TensorComparer(Checkpoint first, Checkpoint second, CancellationToken cancellation)
{
    /// <summary>The elements that are compared at a time, of any type of at most 64 bits.</summary>
    private const int Chunk = 1 << 18;

    /// <summary>Compares two tensors.</summary>
    public TensorComparison Compare(SafetensorsEntry one, SafetensorsEntry other)
    {
        if (!one.Dimensions.SequenceEqual(other.Dimensions)) return new(one, other, TensorDifference.Shape);
        if (one.Type != other.Type) return CompareNumbers(one, other, TensorDifference.Type, different: null);
        long different = DifferentElements(one);
        return different == 0 ? new(one, other, TensorDifference.None)
            : CompareNumbers(one, other, TensorDifference.Numbers, different);
    }

    /// <summary>How many elements differ in a bit; bytes for types of fewer than 8 bits.</summary>
    private long DifferentElements(SafetensorsEntry tensor)
    {
        int size = Math.Max(1, TensorDataTypes.BytesOf(tensor.Type));
        SafetensorsFile one = first.FileOf(tensor.Name), other = second.FileOf(tensor.Name);
        long different = 0;
        for (long start = 0, count; start < tensor.Bytes; start += count)
        {
            cancellation.ThrowIfCancellationRequested();
            count = Math.Min((long)Chunk * size, tensor.Bytes - start);
            ReadOnlySpan<byte> bytes = one.Slice(tensor.Name, start, (int)count), others = other.Slice(tensor.Name, start, (int)count);
            if (bytes.SequenceEqual(others)) continue;
            for (int i = 0; i < count; i += size) different += bytes.Slice(i, size).SequenceEqual(others.Slice(i, size)) ? 0 : 1;
        }
        return different;
    }

    /// <summary>Compares numbers as floats.</summary>
    /// <param name="one">The tensor of the first checkpoint.</param>
    /// <param name="other">That of the second.</param>
    /// <param name="difference">In what they differ.</param>
    /// <param name="different">How many numbers differ; null if they are to be counted.</param>
    private TensorComparison CompareNumbers(SafetensorsEntry one, SafetensorsEntry other, TensorDifference difference, long? different)
    {
        if (!TensorNumbers.AreRead(one.Type) || !TensorNumbers.AreRead(other.Type))
            return new(one, other, difference) { DifferentElements = different ?? one.Elements, LargestDifference = double.NaN };
        MomentSums ofFirst = new(), ofSecond = new();
        using Rented<float> rentedFirst = new(Chunk), rentedSecond = new(Chunk);
        long counted = 0;
        double largest = 0;
        for (long start = 0, count; start < one.Elements; start += count)
        {
            cancellation.ThrowIfCancellationRequested();
            count = Math.Min(Chunk, one.Elements - start);
            Span<float> floats = rentedFirst.Span[..(int)count], others = rentedSecond.Span[..(int)count];
            first.ReadFloats(one.Name, start, floats);
            second.ReadFloats(one.Name, start, others);
            ofFirst.Add(floats);
            ofSecond.Add(others);
            for (int i = 0; i < floats.Length; i++)
            {
                if (floats[i].Equals(others[i])) continue; // NaN equals NaN
                counted++;
                largest = Math.Max(largest, Math.Abs((double)floats[i] - others[i])); // NaN stays
            }
        }
        return new(one, other, difference)
        {
            DifferentElements = different ?? counted,
            LargestDifference = largest,
            FirstMoments = ofFirst.Moments,
            SecondMoments = ofSecond.Moments,
        };
    }
}
