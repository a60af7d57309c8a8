using MathNet.Numerics.LinearAlgebra;

namespace Initializers;

/// <summary>
/// Fills the matrices and vectors of MathNet.Numerics: row r and column c hold element [r, c] of the shape, whatever the storage order.
/// </summary>
/// <example>
/// <code>
/// Matrix&lt;double&gt; weights = Init.HeNormal().InitializeMatrix&lt;double&gt;(TensorShape.Linear(784, 256), new PhiloxRandom(42));
/// Vector&lt;double&gt; biases = Init.Zeros().InitializeVector&lt;double&gt;(256);
/// </code>
/// </example>
/// <remarks>
/// <para>The values are those of a row-major array of the same shape, and do not depend on MathNet's provider. By default rows are outputs
/// and columns inputs: a matrix that is used as <c>[inputs, outputs]</c> needs <see cref="WeightLayout.InOut"/>. A matrix whose storage
/// cannot hold every element, such as a diagonal one, is an error.</para>
/// <para>As thread-safe as the initializer and the source; errors are those of <see cref="WeightInitializerExtensions"/>.</para>
/// </remarks>
public static class MathNetExtensions
{
    /// <summary>
    /// Creates the weights of a parameter in a dense matrix: <c>InitializeMatrix&lt;float&gt;(TensorShape.Linear(inputs, outputs))</c> has
    /// a row for each output.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions: the first is the number of rows, the product of the others that of columns.</param>
    public static Matrix<T> InitializeMatrix<T>(this IWeightInitializer initializer, TensorShape shape)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> weights = NewMatrix<T>(initializer, shape);
        initializer.Initialize(weights, shape);
        return weights;
    }

    /// <inheritdoc cref="InitializeMatrix{T}(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions: the first is the number of rows, the product of the others that of columns.</param>
    /// <param name="random">The source to draw from.</param>
    public static Matrix<T> InitializeMatrix<T>(this IWeightInitializer initializer, TensorShape shape, IRandomSource random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> weights = NewMatrix<T>(initializer, shape);
        initializer.Initialize(weights, shape, random);
        return weights;
    }

    /// <inheritdoc cref="InitializeMatrix{T}(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions: the first is the number of rows, the product of the others that of columns.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static Matrix<T> InitializeMatrix<T>(this IWeightInitializer initializer, TensorShape shape, Seed seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> weights = NewMatrix<T>(initializer, shape);
        initializer.Initialize(weights, shape, seed);
        return weights;
    }

    /// <summary>
    /// Creates the weights of a linear layer in a dense matrix of outputs and inputs: <c>InitializeMatrix&lt;double&gt;(256, 784)</c>.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="rows">The number of rows: outputs.</param>
    /// <param name="columns">The number of columns: inputs.</param>
    public static Matrix<T> InitializeMatrix<T>(this IWeightInitializer initializer, long rows, long columns)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        CallerNames.ForShape(nameof(rows), () => initializer.InitializeMatrix<T>(MatrixShape(rows, columns)));

    /// <summary>Creates the weights of a parameter in a dense vector, in row-major order.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions.</param>
    public static Vector<T> InitializeVector<T>(this IWeightInitializer initializer, TensorShape shape)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        NewVector(() => initializer.Initialize<T>(shape));

    /// <inheritdoc cref="InitializeVector{T}(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions.</param>
    /// <param name="random">The source to draw from.</param>
    public static Vector<T> InitializeVector<T>(this IWeightInitializer initializer, TensorShape shape, IRandomSource random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        NewVector(() => initializer.Initialize<T>(shape, random));

    /// <inheritdoc cref="InitializeVector{T}(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static Vector<T> InitializeVector<T>(this IWeightInitializer initializer, TensorShape shape, Seed seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        NewVector(() => initializer.Initialize<T>(shape, seed));

    /// <summary>Creates the weights of a vector, such as biases, in a dense vector: <c>InitializeVector&lt;float&gt;(256)</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="length">The number of weights, at least 0.</param>
    public static Vector<T> InitializeVector<T>(this IWeightInitializer initializer, long length)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        CallerNames.ForShape(nameof(length), () => initializer.InitializeVector<T>(TensorShape.Vector(length)));

    /// <inheritdoc cref="InitializeVector{T}(IWeightInitializer, long)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="length">The number of weights, at least 0.</param>
    /// <param name="random">The source to draw from.</param>
    public static Vector<T> InitializeVector<T>(this IWeightInitializer initializer, long length, IRandomSource random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        CallerNames.ForShape(nameof(length), () => initializer.InitializeVector<T>(TensorShape.Vector(length), random));

    /// <inheritdoc cref="InitializeVector{T}(IWeightInitializer, long)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="length">The number of weights, at least 0.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static Vector<T> InitializeVector<T>(this IWeightInitializer initializer, long length, Seed seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        CallerNames.ForShape(nameof(length), () => initializer.InitializeVector<T>(TensorShape.Vector(length), seed));

    /// <summary>
    /// Fills a matrix of shape <c>[rows, columns]</c>, by default <c>[outputs, inputs]</c>.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="layout">The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Matrix<T> weights, WeightLayout? layout = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Write(Filled(weights, ShapeOf(weights, layout), shape => initializer.Initialize<T>(shape)), weights);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Matrix{T}, WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="random">The source to draw from.</param>
    /// <param name="layout">The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(
        this IWeightInitializer initializer, Matrix<T> weights, IRandomSource random, WeightLayout? layout = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Write(Filled(weights, ShapeOf(weights, layout), shape => initializer.Initialize<T>(shape, random)), weights);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Matrix{T}, WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    /// <param name="layout">The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Matrix<T> weights, Seed seed, WeightLayout? layout = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Write(Filled(weights, ShapeOf(weights, layout), shape => initializer.Initialize<T>(shape, seed)), weights);

    /// <summary>Fills a matrix with a parameter whose leading axes are the rows and whose other axes are the columns.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Matrix<T> weights, TensorShape shape)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Check(weights, shape);
        Write(initializer.Initialize<T>(shape), weights);
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Matrix{T}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Matrix<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Check(weights, shape);
        Write(initializer.Initialize<T>(shape, random), weights);
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Matrix{T}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Matrix<T> weights, TensorShape shape, Seed seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Check(weights, shape);
        Write(initializer.Initialize<T>(shape, seed), weights);
    }

    /// <summary>Fills a vector of shape <c>[length]</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The vector to fill.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Vector<T> weights)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        weights.SetValues(Filled(weights, ShapeOf(weights), shape => initializer.Initialize<T>(shape)));

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Vector{T})"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The vector to fill.</param>
    /// <param name="random">The source to draw from.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Vector<T> weights, IRandomSource random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        weights.SetValues(Filled(weights, ShapeOf(weights), shape => initializer.Initialize<T>(shape, random)));

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Vector{T})"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The vector to fill.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Vector<T> weights, Seed seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        weights.SetValues(Filled(weights, ShapeOf(weights), shape => initializer.Initialize<T>(shape, seed)));

    /// <summary>Fills a vector with a parameter of any shape, in row-major order.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The vector to fill.</param>
    /// <param name="shape">
    /// The parameter's dimensions and what its axes mean, such as <c>TensorShape.Vector(n)</c>, with the fans of its layer if they are
    /// needed.
    /// </param>
    public static void Initialize<T>(this IWeightInitializer initializer, Vector<T> weights, TensorShape shape)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Check(weights, shape);
        weights.SetValues(initializer.Initialize<T>(shape));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Vector{T}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The vector to fill.</param>
    /// <param name="shape">
    /// The parameter's dimensions and what its axes mean, such as <c>TensorShape.Vector(n)</c>, with the fans of its layer if they are
    /// needed.
    /// </param>
    /// <param name="random">The source to draw from.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Vector<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Check(weights, shape);
        weights.SetValues(initializer.Initialize<T>(shape, random));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Vector{T}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The vector to fill.</param>
    /// <param name="shape">
    /// The parameter's dimensions and what its axes mean, such as <c>TensorShape.Vector(n)</c>, with the fans of its layer if they are
    /// needed.
    /// </param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Vector<T> weights, TensorShape shape, Seed seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Check(weights, shape);
        weights.SetValues(initializer.Initialize<T>(shape, seed));
    }

    /// <summary>The values of a matrix or vector whose lengths are the shape.</summary>
    private static T[] Filled<T>(Matrix<T> weights, TensorShape shape, Func<TensorShape, T[]> fill)
        where T : struct, IEquatable<T>, IFormattable
    {
        Check(weights, shape);
        return CallerNames.ForShape(nameof(weights), () => fill(shape));
    }

    /// <inheritdoc cref="Filled{T}(Matrix{T}, TensorShape, Func{TensorShape, T[]})"/>
    private static T[] Filled<T>(Vector<T> weights, TensorShape shape, Func<TensorShape, T[]> fill)
        where T : struct, IEquatable<T>, IFormattable
    {
        Check(weights, shape);
        return CallerNames.ForShape(nameof(weights), () => fill(shape));
    }

    private static TensorShape MatrixShape(long rows, long columns) =>
        TensorShape.Linear(
            Guard.NotNegative(columns),
            Guard.Below(Guard.NotNegative(rows), long.MaxValue / Math.Max(columns, 1), nameof(rows), "2^63 / columns"));

    private static TensorShape ShapeOf<T>(Matrix<T> weights, WeightLayout? layout) where T : struct, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new TensorShape(weights.RowCount, weights.ColumnCount).WithLayout(layout ?? WeightLayout.OutIn);
    }

    private static TensorShape ShapeOf<T>(Vector<T> weights) where T : struct, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(weights);
        return [weights.Count];
    }

    private static Matrix<T> NewMatrix<T>(IWeightInitializer initializer, in TensorShape shape)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(initializer);
        CheckType<T>();
        if (shape.Rank < 2)
            throw new ArgumentException(
                $"shape must have at least two axes, one for the rows and the others for the columns, but was {shape}.", nameof(shape));
        long rows = shape[0], columns = rows == 0 ? 0 : shape.Count / rows;
        if (Math.Max(rows, columns) > int.MaxValue || shape.Count > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(shape), $"shape must have at most {Array.MaxLength} elements for a matrix, but was {shape}.");
        return Matrix<T>.Build.Dense((int)rows, (int)columns);
    }

    private static Vector<T> NewVector<T>(Func<T[]> fill) where T : struct, IEquatable<T>, IFormattable
    {
        CheckType<T>();
        return Vector<T>.Build.Dense(fill());
    }

    /// <summary>Checks that MathNet.Numerics has matrices and vectors of the type.</summary>
    private static void CheckType<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new ArgumentException(
                $"T must be float or double for matrices and vectors of MathNet.Numerics, but was {typeof(T).Name}.", nameof(T));
    }

    private static void Check<T>(Matrix<T> weights, in TensorShape shape) where T : struct, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (!weights.Storage.IsFullyMutable)
            throw new ArgumentException(
                $"weights must be a matrix that can hold every element, such as a dense one, but was a {weights.GetType().Name}.",
                nameof(weights));
        Guard.Matrix(weights.RowCount, weights.ColumnCount, shape);
    }

    private static void Check<T>(Vector<T> weights, in TensorShape shape) where T : struct, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(weights);
        Guard.Length(weights.Count, shape);
    }

    private static void Write<T>(T[] rowMajor, Matrix<T> weights) where T : struct, IEquatable<T>, IFormattable
    {
        if (rowMajor.Length == 0) return; // MathNet.Numerics would divide by 0
        int columns = weights.ColumnCount;
        weights.MapIndexedInplace((row, column, _) => rowMajor[row * columns + column], Zeros.Include);
    }
}
