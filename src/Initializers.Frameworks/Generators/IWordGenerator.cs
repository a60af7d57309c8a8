namespace Initializers.Frameworks;

/// <summary>A generator of 64-bit words.</summary>
internal interface IWordGenerator
{
    /// <summary>The words of its state.</summary>
    ulong[] Words { get; }

    /// <summary>How many words of a block are used; 0 of a generator without blocks.</summary>
    int Position { get; }

    ulong Next();

    /// <summary>Goes on by so many words, as drawing them does.</summary>
    void Skip(ulong count);
}
