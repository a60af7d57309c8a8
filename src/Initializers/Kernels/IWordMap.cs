namespace Initializers.Kernels;

/// <summary>A map from one random word to one value: a formula as a value, so that the sampling loop is compiled for it.</summary>
internal interface IWordMap
{
    /// <summary>The value of a word of 32 evenly distributed bits.</summary>
    float Invoke(uint word);
}
