namespace Initializers.Checkpoints;

/// <summary>The number types of safetensors, in the order of the format, by which files are sorted from the last to the first.</summary>
/// <remarks>
/// <see href="https://github.com/huggingface/safetensors"/>, <c>tensor.rs</c>. Types of fewer than 8 bits are packed, and a tensor of them
/// fills whole bytes.
/// </remarks>
public enum TensorDataType
{
    /// <summary><c>BOOL</c>: one byte, 0 or 1.</summary>
    Bool,

    /// <summary>4 bits, of which the exponent has 2.</summary>
    F4,

    /// <summary><c>F6_E2M3</c>: 6 bits.</summary>
    F6E2M3,

    /// <summary><c>F6_E3M2</c>: 6 bits.</summary>
    F6E3M2,

    /// <summary>Bytes.</summary>
    U8,

    /// <summary>Whole numbers with a sign.</summary>
    I8,

    /// <summary><c>F8_E5M2</c>: 8 bits with infinities; the largest number is 57,344.</summary>
    F8E5M2,

    /// <summary><c>F8_E4M3</c>: 8 bits without infinities; the largest number is 448.</summary>
    F8E4M3,

    /// <summary><c>F8_E8M0</c>: 8 bits of exponent, a scale.</summary>
    F8E8M0,

    /// <summary><c>F8_E4M3FNUZ</c>: 8 bits without infinities and negative zero.</summary>
    F8E4M3Fnuz,

    /// <summary><c>F8_E5M2FNUZ</c>: 8 bits without infinities and negative zero.</summary>
    F8E5M2Fnuz,

    /// <summary>Whole numbers of 16 bits with a sign.</summary>
    I16,

    /// <summary>Whole numbers of 16 bits.</summary>
    U16,

    /// <summary><see cref="Half"/>.</summary>
    F16,

    /// <summary>bfloat16: the upper half of a <see cref="float"/>.</summary>
    BF16,

    /// <summary>Whole numbers of 32 bits with a sign.</summary>
    I32,

    /// <summary>Whole numbers of 32 bits.</summary>
    U32,

    /// <summary><see cref="float"/>.</summary>
    F32,

    /// <summary>Complex numbers of two floats.</summary>
    C64,

    /// <summary><see cref="double"/>.</summary>
    F64,

    /// <summary>Whole numbers of 64 bits with a sign.</summary>
    I64,

    /// <summary>Whole numbers of 64 bits.</summary>
    U64,
}
