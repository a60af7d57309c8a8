using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Initializers.Tests.PublicApi;

/// <summary>The public face of an assembly as text: one line a type, one line a member, in ordinal order; what the compiler adds to records is left out.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().Where(type => !type.FullName!.Contains('<')).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (string member in type.GetMembers(Declared).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member.Name != "EqualityContract").Select(Line).OfType<string>().Order(StringComparer.Ordinal)) text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static string Head(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        IEnumerable<Type> bases = type.IsEnum ? [] : type.GetInterfaces().Prepend(type.BaseType!).Where(other => other is not null && other.IsVisible && other != typeof(object) && other != typeof(ValueType));
        string list = string.Join(", ", bases.Select(Name).Order(StringComparer.Ordinal));
        return $"{kind} {type.FullName}{(list.Length > 0 ? " : " + list : "")}";
    }

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when IsVisible(field.Attributes) =>
            field.IsLiteral ? $"const {Name(field.FieldType)} {field.Name} = {Constant(field.GetRawConstantValue())}" : $"field {Name(field.FieldType)} {field.Name}",
        ConstructorInfo constructor when IsVisible(constructor) => $"constructor({Parameters(constructor)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) =>
            $"{Modifiers(property.GetAccessors(nonPublic: true).First(IsVisible))}property {Name(property.PropertyType)} {property.Name} {{ {string.Join(" ", Accessors(property))} }}",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        _ => null,
    };

    private static IEnumerable<string> Accessors(PropertyInfo property)
    {
        if (property.GetMethod is { } get && IsVisible(get)) yield return "get;";
        if (property.SetMethod is { } set && IsVisible(set))
            yield return set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init;" : "set;";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + (method.IsStatic ? "static " : "") + (method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : "");

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = " + Constant(parameter.RawDefaultValue) : "")}"));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (!type.IsGenericType) return type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        string name = type.Name.Contains('`') ? type.Name[..type.Name.IndexOf('`')] : type.Name;
        return $"{(type.IsNested ? type.DeclaringType!.Name.Split('`')[0] + "." : "")}{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
