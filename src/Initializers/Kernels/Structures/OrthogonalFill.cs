namespace Initializers.Kernels;

/// <summary>Fills the matrices of a tensor with orthogonal ones.</summary>
internal static class OrthogonalFill
{
    /// <summary>Fills all of a tensor: the elements of no matrix are 0. The source moves on by one word an element.</summary>
    /// <param name="weights">The elements of the tensor.</param>
    /// <param name="matrices">Where its matrices are; matrix i takes the words from i rows columns on.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="gain">Multiplies every element, last.</param>
    /// <param name="random">Where the Gaussian vectors come from.</param>
    /// <exception cref="ArgumentException">A matrix does not fit the arrays that it is computed in; nothing is written.</exception>
    public static unsafe void Run(Span<float> weights, in WeightMatrices matrices, in TensorShape shape, double gain, IRandomSource random)
    {
        bool wide = matrices.Columns > matrices.Rows;
        int rows = Math.Max(matrices.Rows, matrices.Columns), columns = Math.Min(matrices.Rows, matrices.Columns), size = rows * columns;
        if (!HaarMatrix.Fits(rows, columns))
            throw new ArgumentException($"shape is {shape}, with a matrix of {matrices.Rows} by {matrices.Columns}; accepted are those that fit an array with some room to work, about 2,000,000,000 elements and 67,000,000 rows or columns.", nameof(shape));
        if (matrices.Count * size < weights.Length) weights.Clear();
        using var normals = new Rented<float>(size);
        fixed (float* pinned = weights)
        {
            for (int i = 0; i < matrices.Count; i++)
            {
                random.NextNormal(normals.Span, 0, 1);
                (long start, ReadOnlyMemory<long> outputs, ReadOnlyMemory<long> inputs) = matrices[i];
                var target = new MatrixTarget(pinned + start, wide ? inputs : outputs, wide ? outputs : inputs, (float)gain);
                HaarMatrix.Write(normals.Array, rows, columns, target, random.MaxDegreeOfParallelism);
            }
        }
        random.Pass(weights.Length - matrices.Count * size);
    }
}
