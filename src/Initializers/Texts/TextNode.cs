namespace Initializers;

/// <summary>A part of a text: a number, a quoted text, a list, or a name that may be a call.</summary>
/// <param name="Start">The place of its first letter, counted from 0.</param>
/// <param name="End">The place behind its last letter.</param>
internal abstract record TextNode(int Start, int End);

/// <summary>A number as it is written.</summary>
internal sealed record NumberNode(int Start, int End, string Digits) : TextNode(Start, End);

/// <summary>What stands between quotation marks.</summary>
internal sealed record QuotedNode(int Start, int End, string Value) : TextNode(Start, End);

/// <summary><c>[1, 2, 3]</c>.</summary>
internal sealed record ListNode(int Start, int End, IReadOnlyList<TextNode> Items) : TextNode(Start, End);

/// <summary><c>In</c>, <c>keras/he_normal</c>, <c>HeNormal(mode: In)</c>, or behind a receiver <c>Zeros().Scaled(2)</c>.</summary>
/// <param name="Start">The place of the first letter of the name.</param>
/// <param name="End">The place behind the last letter.</param>
/// <param name="Name">The name, with its prefix.</param>
/// <param name="Receiver">What stands before the dot; null where there is none.</param>
/// <param name="Arguments">The arguments; null for a name without parentheses.</param>
internal sealed record NameNode(int Start, int End, string Name, TextNode? Receiver, IReadOnlyList<ArgumentNode>? Arguments)
    : TextNode(Start, End);

/// <summary>An argument, with its name or without.</summary>
internal sealed record ArgumentNode(string? Name, int Start, TextNode Value);
