using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Interop;

public class MathNetExtensionsTests
{
    private static readonly TensorShape Shape = TensorShape.Linear(inputs: 5, outputs: 3);

    private static readonly float[] Expected = Init.HeNormal().Initialize(Shape, new PhiloxRandom(42));

    [Fact]
    public void Initialize_MatrixOfAnyStorage_HasElementRCAtRowRColumnC()
    {
        foreach (Matrix<float> matrix in (Matrix<float>[])[Matrix<float>.Build.Dense(3, 5), Matrix<float>.Build.Sparse(3, 5)])
        {
            Init.HeNormal().Initialize(matrix, new PhiloxRandom(42));
            matrix.ToRowMajorArray().Should().Equal(Expected);
            Init.HeNormal().Initialize(matrix, Shape, new PhiloxRandom(43));
            matrix.ToRowMajorArray().Should().Equal(Init.HeNormal().Initialize(Shape, new PhiloxRandom(43)));
        }
        Init.HeNormal().InitializeMatrix<float>(Shape, new PhiloxRandom(42)).ToRowMajorArray().Should().Equal(Expected);
        Init.HeNormal().InitializeMatrix<double>(Shape, new PhiloxRandom(42)).ToRowMajorArray()
            .Should().Equal(Expected.Select(weight => (double)weight));
    }

    [Fact]
    public void Initialize_WithoutASource_TakesTheBoundOne()
    {
        SeededInitializer Seeded() => Init.HeNormal().WithSeed(42);
        float[] expected = Seeded().Initialize(Shape);
        Matrix<float> plain = Matrix<float>.Build.Dense(3, 5), shaped = Matrix<float>.Build.Dense(3, 5);
        Seeded().Initialize(plain);
        Seeded().Initialize(shaped, Shape);
        plain.ToRowMajorArray().Should().Equal(expected);
        shaped.ToRowMajorArray().Should().Equal(expected);
        Seeded().InitializeMatrix<float>(Shape).ToRowMajorArray().Should().Equal(expected);
        Seeded().InitializeVector<float>(Shape).ToArray().Should().Equal(expected);
    }

    [Fact]
    public void Initialize_Vector_HasTheRowMajorElements()
    {
        Vector<float> vector = Vector<float>.Build.Dense(15);
        Init.HeNormal().Initialize(vector, Shape, new PhiloxRandom(42));
        vector.ToArray().Should().Equal(Expected);
        Init.HeNormal().WithSeed(1).Initialize(vector, Shape);
        vector.ToArray().Should().Equal(Init.HeNormal().WithSeed(1).Initialize(Shape));
        Init.Normal().Initialize(vector, new PhiloxRandom(42));
        vector.ToArray().Should().Equal(Init.Normal().Initialize([15], new PhiloxRandom(42)));
        Init.Ones().Initialize(vector);
        vector.Should().OnlyContain(weight => weight == 1);
        Init.HeNormal().InitializeVector<double>(Shape, new PhiloxRandom(42)).ToArray()
            .Should().Equal(Expected.Select(weight => (double)weight));
    }

    [Fact]
    public void Initialize_WrongSizes_AreRefused()
    {
        Matrix<float> matrix = Matrix<float>.Build.Dense(5, 3);
        Refuse(() => Init.HeNormal().Initialize(matrix, Shape),
            "weights must have the leading axes of the shape [3, 5] (out, in) as rows*such as 3 by 5, but was 5 by 3.*", "weights");
        Refuse(() => Init.HeNormal().Initialize(Vector<float>.Build.Dense(4), Shape),
            "weights must have 15 elements*[3, 5] (out, in), but had 4.*", "weights");
        Refuse(() => Init.HeNormal().InitializeMatrix<float>([5]), "shape must have at least two axes*, but was [5].*", "shape");
        Refuse(() => Init.HeNormal().Initialize((Matrix<float>)null!), "*", "weights");
        Refuse(() => Init.HeNormal().Initialize((Vector<float>)null!), "*", "weights");
        Refuse(() => ((IWeightInitializer)null!).InitializeMatrix<float>(Shape), "*", "initializer");
    }

    private static void Refuse(Action act, string message, string parameter) =>
        act.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);
}
