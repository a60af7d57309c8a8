namespace Initializers;

/// <summary>Whose connections a sparse initializer counts.</summary>
public enum SparseUnit
{
    /// <summary>Those into each output: Martens' paper, and the rows of <c>[out, in]</c>.</summary>
    Output,

    /// <summary>Those out of each input: PyTorch's <c>sparse_</c>, the columns of <c>[out, in]</c>.</summary>
    Input,
}
