namespace Initializers.Frameworks;

/// <summary>
/// The front end of PyTorch that makes a transformer. Both draw the same first layer; they differ in what they draw to copy it, and so in
/// whatever is drawn after a copy.
/// </summary>
public enum PyTorchFrontEnd
{
    /// <summary>Python: copies draw nothing.</summary>
    Python,

    /// <summary>
    /// C++, as in TorchSharp: a copy is made anew, then each of its modules once more, and so on inwards, before it takes the layer's
    /// values. Every layer of a stack is such a copy, the first one too.
    /// </summary>
    Cpp,
}
